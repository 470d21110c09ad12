import assert from "node:assert/strict";
import { story } from "./harness.js";
import { arrives, signIn, told } from "./screen.js";

/** @typedef {import("playwright-core").Page} Page */

story("a new name is seen at once, and stays", async (stage) => {
  const page = await stage.open(await stage.person(), "/account");
  await page.getByLabel("Name", { exact: true }).fill("Anna Berg");
  await page.getByRole("button", { name: "Save name" }).click();
  await told(page, "Your name is saved");
  await page.getByRole("button", { name: "Account menu, Anna Berg" }).waitFor();
  await page.reload();
  await arrives(page, "Your account");
  assert.equal(await page.getByLabel("Name", { exact: true }).inputValue(), "Anna Berg");
});

story("a name of spaces is no name", async (stage) => {
  const page = await stage.open(await stage.person(), "/account");
  await page.getByLabel("Name", { exact: true }).fill("   ");
  await page.getByRole("button", { name: "Save name" }).click();
  await isTold(page, "Name", "Please fill this in.");
});

story("what is wrong with a new password is said at its field", async (stage) => {
  stage.expects(/status of 422/);
  const anna = await stage.person();
  const page = await stage.open(anna, "/account");
  await changePassword(page, "not my password", "a line to the shore");
  await isTold(page, "Current password", "This is not your current password.");
  await changePassword(page, anna.credentials.password, "nine char");
  await isTold(page, "New password", "Use at least 10 characters.");
  // 72 bytes in 36 characters.
  await changePassword(page, anna.credentials.password, "ü".repeat(36));
  await isTold(page, "New password", "Use at most 71 characters (fewer with accents or emoji).");
  await changePassword(page, "", "");
  await isTold(page, "Current password", "Please fill this in.");
});

story("a password of spaces is a password", async (stage) => {
  const anna = await stage.person();
  const spaces = " ".repeat(12);
  const page = await stage.open(anna, "/account");
  await changePassword(page, anna.credentials.password, spaces);
  await told(page, "Your password is changed. Other devices are signed out.");
  const elsewhere = await stage.visit("/sign-in");
  await signIn(elsewhere, { ...anna.credentials, password: spaces });
  await arrives(elsewhere, "Projects");
});

story("whoever changes the password is signed out everywhere else, and stays here", async (stage) => {
  stage.expects(/status of 401/);
  const anna = await stage.person();
  const page = await stage.open(anna, "/account");
  const elsewhere = await stage.open(anna, "/account");
  await changePassword(page, anna.credentials.password, "a line to the shore");
  await told(page, "Your password is changed. Other devices are signed out.");
  await elsewhere.reload();
  await arrives(elsewhere, "Sign in");
  await page.reload();
  await arrives(page, "Your account");
});

story("a password can be looked at while it is typed", async (stage) => {
  const page = await stage.visit("/sign-in");
  const password = page.getByLabel("Password");
  await password.fill("made fast");
  const reveal = page.getByRole("button", { name: "Show what you type" });
  assert.equal(await password.getAttribute("type"), "password");
  await reveal.click();
  assert.equal(await password.getAttribute("type"), "text");
  await page.getByRole("button", { name: "Show what you type", pressed: true }).click();
  assert.equal(await password.getAttribute("type"), "password");
});

/** @param {Page} page @param {string} current @param {string} next */
async function changePassword(page, current, next) {
  await page.getByLabel("Current password").fill(current);
  await page.getByLabel("New password").fill(next);
  await page.getByRole("button", { name: "Change password" }).click();
}

/** @param {Page} page @param {string} label of the field, which has the focus @param {string} message also for those who do not see it */
async function isTold(page, label, message) {
  const field = page.locator("[aria-invalid=true]:focus").and(page.getByLabel(label, { exact: true }));
  await field.waitFor();
  const ids = (await field.getAttribute("aria-describedby")) ?? "";
  const described = await Promise.all(ids.split(" ").map((id) => page.locator(`#${id}`).innerText()));
  assert.ok(described.includes(message), described.join(" | "));
}
