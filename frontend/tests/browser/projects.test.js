import assert from "node:assert/strict";
import { story } from "./harness.js";
import { text } from "./samples.js";
import { arrives, choose, gone, told } from "./screen.js";

story("a project is made, renamed and deleted", async (stage) => {
  const page = await stage.open(await stage.person());
  await page.getByText("Make your first project").waitFor();
  await page.getByRole("button", { name: "New project" }).click();
  await page.getByLabel("Name").fill("Harbour");
  await page.getByLabel("Description").fill("Plans of the quay");
  await page.getByRole("button", { name: "Create project" }).click();
  await arrives(page, "Harbour");
  await page.getByText("Plans of the quay").waitFor();

  await choose(page, "Project actions", "Edit details");
  await page.getByRole("dialog").getByLabel("Name").fill("Old harbour");
  await page.getByRole("button", { name: "Save" }).click();
  await arrives(page, "Old harbour");
  await told(page, "Saved Old harbour");
  assert.equal(await page.title(), "Old harbour · Quayside");

  await choose(page, "Project actions", "Delete project");
  await page.getByLabel("Type “Old harbour” to confirm").fill("Old harbour");
  await page.getByRole("dialog").getByRole("button", { name: "Delete project" }).click();
  await told(page, "Deleted project Old harbour");
  await page.getByText("Make your first project").waitFor();
});

story("a long name of a project is told in short", async (stage) => {
  const anna = await stage.person();
  const pier = await anna.project("Maintenance of the eastern breakwater and the old customs pier");
  const page = await stage.open(anna, pier.path);
  await choose(page, "Project actions", "Edit details");
  await page.getByRole("button", { name: "Save" }).click();
  await told(page, "Saved Maintenance of the eastern brea…");
});

story("a project is not deleted under a wrong name", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  await anna.upload(harbour, text("plan.txt"));
  const page = await stage.open(anna, harbour.path);
  await choose(page, "Project actions", "Delete project");
  await page.getByText("1 document goes with it. This cannot be undone.", { exact: true }).waitFor();
  await page.getByLabel("Type “Harbour” to confirm").fill("Harbor");
  await page.getByRole("dialog").getByRole("button", { name: "Delete project" }).click();
  await page.getByText("This is not the project's name.").waitFor();
  await page.keyboard.press("Escape");
  await gone(page.getByRole("dialog"));
  await arrives(page, "Harbour");
});

story("somebody else's project is not there", async (stage) => {
  stage.expects(/status of 404/);
  const harbour = await (await stage.person("Anna")).project("Harbour");
  const page = await stage.open(await stage.person("Ben"), harbour.path);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await gone(page.getByText("Harbour", { exact: true }));
});

story("a name with markup and emoji is shown as text", async (stage) => {
  const anna = await stage.person("<b>Anna</b>");
  const project = await anna.project("<img src=x onerror=alert(1)> ⚓🚢 & </h1>");
  await anna.upload(project, text("<img src=x onerror=alert(1)> 🦀 & ünï.txt"));
  const page = await stage.open(anna, project.path);
  await arrives(page, project.name);
  await page.getByRole("table").getByRole("link", { name: "<img src=x onerror=alert(1)> 🦀 & ünï.txt", exact: true }).waitFor();
  await page.getByRole("cell", { name: "<b>Anna</b>" }).waitFor();
});

story("every one of many projects can be reached", async (stage) => {
  const { page } = await withProjects(stage, 120);
  const cards = page.locator("main").getByRole("heading", { level: 2 });
  const rail = page.getByRole("navigation", { name: "Main" });
  assert.equal(await cards.count(), 50);
  await page.getByRole("button", { name: "Load more projects" }).click();
  await page.getByRole("heading", { name: "Quay 20", exact: true }).waitFor();
  await page.getByRole("button", { name: "Load more projects" }).click();
  await page.getByRole("heading", { name: "Quay 0", exact: true }).waitFor();
  assert.equal(await cards.count(), 120);
  await gone(page.getByRole("button", { name: "Load more projects" }));
  await page.getByRole("heading", { name: "Quay 0", exact: true }).click();
  await arrives(page, "Quay 0");
  await rail.getByRole("link", { name: "All projects" }).click();
  await arrives(page, "Projects");
});

story("a project is found by words, wherever it is, and the filter stays over reload and Back", async (stage) => {
  const { page, anna } = await withProjects(stage, 60);
  await page.getByLabel("Find a project").fill("quay 7");
  await page.getByRole("heading", { name: "Quay 7", exact: true }).waitFor();
  assert.equal(new URL(page.url()).search, "?q=quay%207");
  await page.reload();
  await page.getByRole("heading", { name: "Quay 7", exact: true }).click();
  await arrives(page, "Quay 7");
  await page.goBack();
  await page.getByRole("heading", { name: "Quay 7", exact: true }).waitFor();
  assert.equal(await page.getByLabel("Find a project").inputValue(), "quay 7");

  await page.getByLabel("Find a project").fill("boat");
  await page.getByText("No project has these words").waitFor();
  await anna.project("Ship", "Änne's boat");
  await page.getByRole("button", { name: "Show all projects" }).click();
  await page.getByRole("heading", { name: "Quay 59" }).waitFor();
});

story("the rail says where one is", async (stage) => {
  const { page } = await withProjects(stage, 2);
  const rail = page.getByRole("navigation", { name: "Main" });
  await rail.getByRole("link", { name: "Quay 1" }).click();
  await arrives(page, "Quay 1");
  assert.equal(await rail.getByRole("link", { name: "Quay 1" }).getAttribute("aria-current"), "page");
  assert.equal(await rail.getByRole("link", { name: "Quay 0" }).getAttribute("aria-current"), null);
  assert.equal(await rail.getByRole("link", { name: "Projects" }).getAttribute("aria-current"), "true");
});

/** @param {import("./harness.js").Stage} stage @param {number} count */
async function withProjects(stage, count) {
  const anna = await stage.person();
  for (let n = 0; n < count; n += 1) await anna.project(`Quay ${n}`);
  const page = await stage.open(anna);
  await page.getByRole("heading", { name: `Quay ${count - 1}`, exact: true }).waitFor();
  return { anna, page };
}
