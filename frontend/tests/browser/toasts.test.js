import assert from "node:assert/strict";
import { story } from "./harness.js";
import { text } from "./samples.js";
import { choose, document, eventually, gone, holdTime } from "./screen.js";

/** @typedef {import("playwright-core").Page} Page */

story("there are never more than three messages, and each can be taken away", async (stage) => {
  const page = await fourDeletions(stage);
  assert.equal(await dismissals(page).count(), 3);
  await gone(messages(page).getByText("Deleted 1.txt"));
  await dismissals(page).first().click();
  await gone(messages(page).getByText("Deleted 2.txt"));
  assert.equal(await dismissals(page).count(), 2);
});

story("a message stays while somebody is at it, and the others go", async (stage) => {
  const page = await fourDeletions(stage);
  await messages(page).getByRole("button", { name: "Undo" }).last().focus();
  await messages(page).getByText("Deleted 2.txt").hover();
  await page.clock.fastForward(30_000);
  await gone(messages(page).getByText("Deleted 3.txt"));
  assert.equal(await dismissals(page).count(), 2);
  await page.mouse.move(0, 0);
  await page.clock.fastForward(30_000);
  await gone(messages(page).getByText("Deleted 2.txt"));
  await messages(page).getByText("Deleted 4.txt").waitFor();
});

story("Escape takes a message away, and the focus goes back to where it was", async (stage) => {
  const page = await fourDeletions(stage);
  const filter = page.getByLabel("Filter by name");
  await filter.focus();
  await messages(page).getByRole("button", { name: "Undo" }).last().focus();
  await page.keyboard.press("Escape");
  await gone(messages(page).getByText("Deleted 4.txt"));
  await eventually(async () => assert.ok(await filter.evaluate((field) => field === field.ownerDocument.activeElement)));
});

/** @param {import("./harness.js").Stage} stage @returns {Promise<Page>} with a message for each, and a clock that can be put forward */
async function fourDeletions(stage) {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const names = ["1.txt", "2.txt", "3.txt", "4.txt"];
  for (const name of names) await anna.upload(harbour, text(name));
  const page = await stage.open(anna);
  await page.clock.install();
  await page.goto(harbour.path);
  await holdTime(page);
  for (const name of names) {
    await document(page, name).waitFor();
    await choose(page, `Actions for ${name}`, "Delete");
    await messages(page).getByText(`Deleted ${name}`).waitFor();
  }
  return page;
}

/** @param {Page} page */
function messages(page) {
  return page.getByRole("region", { name: "Notifications" });
}

/** @param {Page} page */
function dismissals(page) {
  return messages(page).getByRole("button", { name: "Dismiss" });
}
