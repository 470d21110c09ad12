import assert from "node:assert/strict";
import { story } from "./harness.js";
import { text } from "./samples.js";
import { arrives, choose, document, eventually, gone, told, undo } from "./screen.js";

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page @param {string} name @returns the line of a member */
const line = (page, name) => page.getByRole("list", { name: "Members" }).getByRole("listitem").filter({ hasText: name });

story("an owner adds an editor, makes them a viewer and removes them, and each time they see it at once", async (stage) => {
  stage.expects(/status of 404/);
  const [anna, ben] = [await stage.person("Anna"), await stage.person("Ben")];
  const harbour = await anna.project("Harbour");
  await anna.upload(harbour, text("plan.txt"));
  const [hers, his] = [await stage.open(anna, `${harbour.path}/members`), await stage.open(ben)];
  await adds(hers, ben.credentials.email, "editor");
  await told(hers, "Ben is a member now");
  await his.locator("main").getByRole("link", { name: "Harbour" }).click();
  await his.getByRole("button", { name: "Upload files" }).waitFor();

  await choose(hers, "Actions for Ben", "Make viewer");
  await told(hers, "Ben is a viewer now");
  await gone(his.getByRole("button", { name: "Upload files" }));
  await document(his, "plan.txt").waitFor();
  await mayOnlyLook(his);

  await choose(hers, "Actions for Ben", "Remove member");
  await told(hers, "Ben is not a member any more");
  await gone(line(hers, "Ben"));
  await arrives(his, "This project is gone");
  await gone(his.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Harbour" }));
});

story("the page of members follows what others do, up to one's own removal", async (stage) => {
  stage.expects(/status of 404/);
  const { page, ben, harbour } = await withBen(stage);
  const his = await stage.open(ben, `${harbour.path}/members`);
  await his.getByText("Owners decide who is a member.").waitFor();
  await choose(page, "Actions for Ben", "Make owner");
  await his.getByRole("button", { name: "Add member" }).waitFor();
  await adds(his, (await stage.person("Chloe")).credentials.email, "viewer");
  await line(page, "Chloe").waitFor();
  await choose(page, "Actions for Ben", "Remove member");
  await arrives(his, "This project is gone");
});

story("a change of members can be undone", async (stage) => {
  const { page } = await withBen(stage);
  await choose(page, "Actions for Ben", "Make viewer");
  await told(page, "Ben is a viewer now");
  await undo(page);
  await told(page, "Ben is an editor now");
  await line(page, "Ben").getByText("Editor", { exact: true }).waitFor();
  await choose(page, "Actions for Ben", "Remove member");
  await gone(line(page, "Ben"));
  await page.getByRole("region", { name: "Notifications" }).getByRole("button", { name: "Undo" }).last().click();
  await line(page, "Ben").getByText("Editor", { exact: true }).waitFor();
});

story("members are changed by keyboard alone, and the focus stays with the person", async (stage) => {
  const { page, harbour } = await withBen(stage);
  await page.goto(`${harbour.path}/activity`);
  await page.getByRole("navigation", { name: "Parts of the project" }).getByRole("link", { name: "Activity" }).focus();
  for (const key of ["Tab", "Enter"]) await page.keyboard.press(key);
  await page.getByRole("button", { name: "Actions for Ben" }).focus();
  for (const key of ["Enter", "ArrowDown", "Enter"]) await page.keyboard.press(key);
  await told(page, "Ben is a viewer now");
  await line(page, "Ben").getByText("Viewer", { exact: true }).waitFor();
  assert.equal(await page.evaluate(() => globalThis.document.activeElement?.getAttribute("aria-label")), "Actions for Ben");
});

story("what is wrong with an address is said at its field", async (stage) => {
  stage.expects(/status of (409|422)/);
  const { page, ben } = await withBen(stage);
  await adds(page, "nobody@quayside.example", "viewer");
  await page.getByText("Nobody here has this address. Ask them to create an account first.").waitFor();
  await adds(page, ben.credentials.email, "viewer");
  await page.getByText("This person is a member already.").waitFor();
  await adds(page, "no address", "viewer");
  await page.getByText("This does not look like an email address.").waitFor();
  assert.equal(await page.evaluate(() => globalThis.document.activeElement?.getAttribute("name")), "email");
});

story("the last owner can neither leave nor step down, and hears why", async (stage) => {
  stage.expects(/status of 409/);
  const { page } = await withBen(stage);
  for (const [action, button] of [["Leave project", "Leave project"], ["Make viewer", "Give up ownership"]]) {
    await choose(page, "Actions for Anna", action);
    await page.getByRole("dialog").getByRole("button", { name: button }).click();
    await page.getByRole("dialog").getByText("A project needs an owner. Make somebody else an owner first.").waitFor();
    await page.keyboard.press("Escape");
  }
});

story("an owner who made another one may step down, and then only looks at the list", async (stage) => {
  const { page } = await withBen(stage);
  await choose(page, "Actions for Ben", "Make owner");
  await told(page, "Ben is an owner now");
  await choose(page, "Actions for Anna", "Make viewer");
  await page.getByRole("dialog").getByRole("button", { name: "Give up ownership" }).click();
  await page.getByText("Owners decide who is a member.").waitFor();
  assert.equal(await page.getByRole("button", { name: "Add member" }).count(), 0);
  assert.equal(await page.getByRole("button", { name: "Actions for Ben" }).count(), 0);
  assert.equal(await page.getByRole("link", { name: "Webhooks" }).count(), 0);
});

story("who leaves comes back to the projects, and the project is not among them", async (stage) => {
  const { ben, harbour } = await withBen(stage);
  const page = await stage.open(ben, `${harbour.path}/members`);
  await choose(page, "Actions for Ben", "Leave project");
  await page.getByRole("dialog").getByText("Only an owner can let you in again.", { exact: false }).waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Leave project" }).click();
  await told(page, "You left Harbour");
  await arrives(page, "Projects");
  await page.getByText("Make your first project").waitFor();
  await eventually(async () => assert.equal(await page.getByRole("link", { name: "Harbour" }).count(), 0));
});

story("a project is deleted from the page of its members, too, and one comes to the others", async (stage) => {
  const { page } = await withBen(stage);
  await choose(page, "Project actions", "Delete project");
  await page.getByLabel("Type “Harbour” to confirm").fill("Harbour");
  await page.getByRole("dialog").getByRole("button", { name: "Delete project" }).click();
  await told(page, "Deleted project Harbour");
  await arrives(page, "Projects");
});

/** Anna's project, with Ben as an editor; she looks at its members. @param {import("./harness.js").Stage} stage */
async function withBen(stage) {
  const [anna, ben] = [await stage.person("Anna"), await stage.person("Ben")];
  const harbour = await anna.project("Harbour");
  await anna.addMember(harbour, ben, "editor");
  const page = await stage.open(anna, `${harbour.path}/members`);
  await line(page, "Ben").waitFor();
  return { page, anna, ben, harbour };
}

/** @param {Page} page @param {string} email @param {string} role */
async function adds(page, email, role) {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Role").selectOption(role);
  await page.getByRole("button", { name: "Add member" }).click();
}

/** Nothing on the page of documents is for somebody who edits. @param {Page} page */
async function mayOnlyLook(page) {
  assert.equal(await page.getByRole("button", { name: "Upload files" }).count(), 0);
  assert.equal(await page.locator("drop-zone[data-project]").count(), 0);
  await page.getByRole("button", { name: "Actions for plan.txt" }).click();
  assert.deepEqual(await page.getByRole("menuitem").allInnerTexts(), ["Preview", "Download"]);
  await page.keyboard.press("Escape");
  await document(page, "plan.txt").focus();
  for (const key of ["Delete", "F2"]) await page.keyboard.press(key);
  assert.equal(await page.getByRole("dialog").count(), 0);
  await document(page, "plan.txt").waitFor();
}
