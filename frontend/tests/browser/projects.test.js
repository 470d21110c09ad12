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

  await choose(page, "Project actions", "Rename");
  await page.getByRole("dialog").getByLabel("Name").fill("Old harbour");
  await page.getByRole("button", { name: "Save" }).click();
  await arrives(page, "Old harbour");

  await choose(page, "Project actions", "Delete project");
  await page.getByLabel("Type “Old harbour” to confirm").fill("Old harbour");
  await page.getByRole("dialog").getByRole("button", { name: "Delete project" }).click();
  await told(page, "Deleted project Old harbour");
  await page.getByText("Make your first project").waitFor();
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
