import assert from "node:assert/strict";
import { story } from "./harness.js";
import { fill, notes } from "./many.js";
import { text } from "./samples.js";
import { arrives, eventually, gone } from "./screen.js";

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page @param {string[]} expected the sentences, the latest first, soon */
const tells = (page, expected) => eventually(async () => assert.deepEqual(await page.locator(".deed p:first-of-type").allInnerTexts(), expected));

story("what happened in a project is told in words, to each as they see it", async (stage) => {
  const [anna, ben] = [await stage.person("Anna"), await stage.person("Ben")];
  const harbour = await anna.project("Harbour");
  await anna.addMember(harbour, ben, "editor");
  const plan = await ben.upload(harbour, text("<b>plan.txt"));
  await ben.remove(plan);
  const page = await stage.open(anna, harbour.path);
  await page.getByRole("link", { name: "Activity" }).click();
  await arrives(page, "Harbour");
  await tells(page, ["Ben deleted “<b>plan.txt”", "Ben added “<b>plan.txt”", "You added Ben as an editor", "You made this project"]);
  await page.locator(".deed time", { hasText: /just now|minute/ }).first().waitFor();
  assert.equal(await page.title(), "Activity in Harbour · Quayside");
  const his = await stage.open(ben, `${harbour.path}/activity`);
  await tells(his, ["You deleted “<b>plan.txt”", "You added “<b>plan.txt”", "Anna added you as an editor", "Anna made this project"]);
});

story("a long past comes page by page", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  await fill(anna, harbour, notes(60));
  const page = await stage.open(anna, `${harbour.path}/activity`);
  const deeds = page.locator(".deed");
  assert.equal(await deeds.count(), 50);
  await page.getByRole("button", { name: "Load more" }).dblclick();
  await gone(page.getByRole("button", { name: "Load more" }));
  await page.waitForTimeout(500);
  assert.equal(await deeds.count(), 61);
});
