import assert from "node:assert/strict";
import { promote } from "./database.js";
import { leaveDeadLetter } from "./dead-letter.js";
import { story } from "./harness.js";
import { assertFits, assertTouchable } from "./judge.js";
import { bulk, picture, text } from "./samples.js";
import { arrives, bring, document, gone, jobTray, told, tray } from "./screen.js";
import { Workshop } from "./workshop.js";

/** @typedef {import("playwright-core").Page} Page */

const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

story("a phone of 360 px can do everything", async (stage) => {
  const anna = await stage.person();
  const page = await stage.visit("/sign-in", PHONE);
  await page.getByLabel("Email").fill(anna.credentials.email);
  await page.getByLabel("Password").fill(anna.credentials.password);
  await page.getByRole("button", { name: "Sign in" }).tap();
  await arrives(page, "Projects");
  await makesProject(page, "Harbour");
  await bring(page, text("one.txt"), picture("two.png"));
  await tray(page).getByText("2 files uploaded").first().waitFor();
  await page.getByRole("button", { name: "Close uploads" }).tap();
  await findsAndLooks(page);
  await renames(page, "one.txt", "first.txt");
  await deletesAndRestores(page, "two.png");
  await downloads(page, "first.txt");
  await deletesProject(page, "Harbour");
  await pick(page, "Account menu, Anna", "Sign out");
  await arrives(page, "Sign in");
});

story("on a phone, everything on a page is within reach and as large as a finger", async (stage) => {
  for (const path of ["/sign-in", "/register", "/api/docs"]) await judge(await stage.visit(path, PHONE));
  const anna = await stage.person("Anna Katharina Bergström-Okafor of the harbour office");
  const page = await stage.open(anna, "/projects", PHONE);
  await judge(page);
  const harbour = await anna.project("Donaudampfschifffahrtsgesellschaftskapitän ".repeat(2), "Plans ".repeat(60));
  for (let n = 0; n < 9; n += 1) await anna.project(`Quay ${n}`);
  await anna.upload(harbour, text(`${"a name without any end ".repeat(10)}.txt`));
  await anna.upload(harbour, bulk("engine.bin", 100));
  for (const path of ["/projects", "/account", "/nowhere", harbour.path, `${harbour.path}?view=grid`, `${harbour.path}?deleted=true`]) {
    await page.goto(path);
    await page.locator("h1").waitFor();
    await judge(page);
  }
});

story("on a phone, the people of a project, its past and its webhooks are within reach too", async (stage) => {
  const anna = await stage.person("Anna Katharina Bergström-Okafor of the harbour office");
  const harbour = await anna.project("Donaudampfschifffahrtsgesellschaftskapitän ".repeat(2));
  await anna.addMember(harbour, await stage.person("Ben Okafor of the harbour office, second floor"), "editor");
  const page = await stage.open(anna, harbour.path, PHONE);
  for (const [part, text] of [["Activity", "You made this project"], ["Members", "Add member"], ["Webhooks", "No webhooks yet"]]) {
    await page.getByRole("link", { name: part }).tap();
    await page.getByText(text).first().waitFor();
    await judge(page);
  }
  await page.getByRole("button", { name: "New webhook" }).tap();
  await judge(page);
});

story("on a phone, administrators reach everything too", async (stage) => {
  const ada = await stage.person("Ada");
  await promote(ada);
  await leaveDeadLetter(await stage.person());
  const page = await stage.open(ada, "/projects", PHONE);
  await pick(page, "Account menu, Ada", "Administration");
  await arrives(page, "Administration");
  await page.getByText("What happened inside").first().tap();
  await judge(page);
});

story("on a phone, menus, dialogs, uploads and previews are within reach too", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const log = await anna.upload(harbour, text("log.txt"));
  const page = await stage.open(anna, harbour.path, PHONE);
  await bring(page, text("plan.txt"));
  await document(page, "plan.txt").waitFor();
  await judge(page);
  await page.getByRole("button", { name: "Close uploads" }).tap();
  await page.getByRole("button", { name: "Actions for log.txt" }).tap();
  await judge(page);
  await page.getByRole("menuitem", { name: "Rename" }).tap();
  await judge(page);
  await page.goto(`${harbour.path}?preview=${log.id}`);
  await page.getByText("This is log.txt.").waitFor();
  await judge(page);
});

story("on a phone, what is made in the background is within reach, and stands above uploads", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, "/projects", PHONE);
  const works = await Workshop.in(stage, page);
  await page.goto(harbour.path);
  await pick(page, "Project actions", "Export as ZIP");
  await works.finish("Donaudampfschifffahrtsgesellschaftskapitän of the harbour office.zip");
  await page.getByRole("button", { name: /^Download Donau/ }).waitFor();
  await pick(page, "Project actions", "Make a report");
  await works.fail("The storage did not answer, and neither did anybody else in this harbour.");
  await jobTray(page).getByText("was not made").waitFor();
  await bring(page, text("1.txt"), text("2.txt"), text("3.txt"));
  await tray(page).getByText("3 files uploaded").waitFor();
  await judge(page);
  const [jobs, uploads] = [await jobTray(page).boundingBox(), await tray(page).boundingBox()];
  assert.ok(jobs && uploads && jobs.y >= 0 && jobs.y + jobs.height <= uploads.y, JSON.stringify([jobs, uploads]));
});

/** @param {Page} page */
async function judge(page) {
  await assertFits(page);
  await assertTouchable(page);
}

/** @param {Page} page @param {string} menu @param {string} action */
async function pick(page, menu, action) {
  await page.getByRole("button", { name: menu, exact: true }).tap();
  await page.getByRole("menuitem", { name: action, exact: true }).tap();
}

/** @param {Page} page @param {string} name */
async function makesProject(page, name) {
  await page.getByRole("button", { name: "New project" }).tap();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create project" }).tap();
  await arrives(page, name);
}

/** @param {Page} page */
async function findsAndLooks(page) {
  await page.getByLabel("Filter by name").fill("one");
  await gone(document(page, "two.png"));
  await document(page, "one.txt").tap();
  await page.getByText("This is one.txt.").waitFor();
  await page.getByRole("button", { name: "Close preview" }).tap();
  await page.getByLabel("Filter by name").fill("");
  await document(page, "two.png").waitFor();
}

/** @param {Page} page @param {string} name @param {string} next */
async function renames(page, name, next) {
  await pick(page, `Actions for ${name}`, "Rename");
  await page.getByRole("dialog").getByLabel("Name").fill(next);
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).tap();
  await told(page, `Renamed to ${next}`);
  await page.getByRole("button", { name: "Dismiss" }).first().tap();
}

/** @param {Page} page @param {string} name */
async function deletesAndRestores(page, name) {
  await pick(page, `Actions for ${name}`, "Delete");
  await gone(document(page, name));
  await page.getByRole("button", { name: "Undo" }).last().tap();
  await document(page, name).waitFor();
}

/** @param {Page} page @param {string} name */
async function downloads(page, name) {
  const downloading = page.waitForEvent("download");
  await pick(page, `Actions for ${name}`, "Download");
  assert.equal((await downloading).suggestedFilename(), name);
}

/** @param {Page} page @param {string} name */
async function deletesProject(page, name) {
  await pick(page, "Project actions", "Delete project");
  await page.getByLabel(`Type “${name}” to confirm`).fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Delete project" }).tap();
  await page.getByText("Make your first project").waitFor();
}
