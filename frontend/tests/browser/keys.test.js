import assert from "node:assert/strict";
import { story } from "./harness.js";
import { fill, notes } from "./many.js";
import { document, eventually, gone, lists, told, undo } from "./screen.js";

/** @typedef {import("playwright-core").Page} Page */

/** @param {import("./harness.js").Stage} stage @param {number} count @param {string} [query] */
async function harbourOf(stage, count, query = "?sort=name") {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  await fill(anna, harbour, notes(count));
  const page = await stage.open(anna, harbour.path + query);
  const first = page.getByRole("link", { name: "note 001.txt", exact: true });
  await first.waitFor();
  await first.focus();
  return { anna, harbour, page, panel: page.getByRole("dialog", { name: /^Preview of/ }) };
}

/** @param {Page} page @param {string} key @param {string} expected the document that has the focus afterwards */
async function press(page, key, expected) {
  await page.keyboard.press(key);
  await eventually(async () => assert.equal(await focused(page), expected));
}

/** @param {Page} page */
const focused = (page) => page.evaluate(() => globalThis.document.activeElement?.getAttribute("aria-label"));

story("in the table the arrows, Home and End move, and Tab comes to one row only", async (stage) => {
  const { page } = await harbourOf(stage, 5);
  await press(page, "ArrowDown", "note 002.txt");
  await press(page, "ArrowUp", "note 001.txt");
  await press(page, "ArrowUp", "note 001.txt");
  await press(page, "End", "note 005.txt");
  await press(page, "ArrowDown", "note 005.txt");
  await press(page, "Home", "note 001.txt");
  await press(page, "Tab", "Download note 001.txt");
  await press(page, "Tab", "Actions for note 001.txt");
  await page.keyboard.press("Tab");
  assert.doesNotMatch(String(await focused(page)), /note/);
});

story("in the grid the arrows move along both axes", async (stage) => {
  const { page } = await harbourOf(stage, 9, "?view=grid&sort=name");
  const across = await page.locator(".cards").evaluate((grid) => getComputedStyle(grid).gridTemplateColumns.split(" ").length);
  assert.ok(across > 2 && across < 9, `${across} columns`);
  await press(page, "ArrowRight", "note 002.txt");
  await press(page, "ArrowDown", `note 00${2 + across}.txt`);
  await press(page, "ArrowLeft", `note 00${1 + across}.txt`);
  await press(page, "ArrowUp", "note 001.txt");
  await press(page, "End", "note 009.txt");
  await press(page, "Home", "note 001.txt");
});

story("End comes to the last document, though it was not read yet", async (stage) => {
  const { page } = await harbourOf(stage, 160);
  await press(page, "End", "note 160.txt");
});

story("Space looks into documents while the arrows move, Enter goes in, Escape comes back", async (stage) => {
  const { page, panel } = await harbourOf(stage, 3);
  await page.keyboard.press(" ");
  await panel.getByText("note 001.txt", { exact: true }).first().waitFor();
  await press(page, "ArrowDown", "note 002.txt");
  await page.getByRole("dialog", { name: "Preview of note 002.txt" }).waitFor();
  await page.keyboard.press(" ");
  await gone(panel);
  await page.keyboard.press("Enter");
  await panel.getByText("note 002.txt", { exact: true }).first().waitFor();
  assert.equal(await panel.evaluate((dialog) => dialog.contains(globalThis.document.activeElement)), true);
  await page.keyboard.press("ArrowRight");
  await page.getByRole("dialog", { name: "Preview of note 003.txt" }).waitFor();
  await press(page, "Escape", "note 003.txt");
  await gone(panel);
});

story("Delete deletes and goes on to the next, F2 renames, and both can be undone", async (stage) => {
  const { page, anna, harbour } = await harbourOf(stage, 3);
  await press(page, "Delete", "note 002.txt");
  await told(page, "Deleted note 001.txt");
  await undo(page);
  await lists(page, ["note 001.txt", "note 002.txt", "note 003.txt"]);
  await document(page, "note 003.txt").focus();
  await page.keyboard.press("F2");
  await page.getByRole("dialog", { name: "Rename document" }).waitFor();
  await page.keyboard.type("log");
  await page.keyboard.press("Enter");
  await told(page, "Renamed to log.txt");
  await eventually(async () => assert.equal(await focused(page), "log.txt"));
  await page.getByRole("button", { name: "Undo" }).last().click();
  await told(page, "Renamed to note 003.txt");
  assert.deepEqual((await anna.documents(harbour, "?sort=name")).map(({ name }) => name), ["note 001.txt", "note 002.txt", "note 003.txt"]);
});

story("a screen reader hears how many documents there are, and in which order", async (stage) => {
  const { page } = await harbourOf(stage, 3);
  await page.getByRole("table", { name: "3 documents, sorted by name", exact: true }).waitFor();
  await page.getByRole("columnheader", { name: "Size" }).getByRole("button").click();
  await eventually(async () => assert.equal(await page.locator("#announce").textContent(), "3 documents, largest first"));
  await page.getByRole("navigation", { name: "Layout" }).getByRole("link", { name: "Grid" }).click();
  await page.getByRole("list", { name: "3 documents, largest first" }).waitFor();
});
