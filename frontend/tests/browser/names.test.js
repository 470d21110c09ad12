import assert from "node:assert/strict";
import { story } from "./harness.js";
import { text } from "./samples.js";
import { choose, eventually } from "./screen.js";

/** @typedef {import("playwright-core").Page} Page */

const NAMES = {
  markup: "<img src=x onerror=harm=1><b>plan.txt",
  emoji: `${"👩‍🚀🛟".repeat(20)}.txt`,
  "right-to-left letters": `${"תוכנית הנמל החדש ".repeat(8)}.txt`,
  "a disguised extension": "report\u202Efdp.txt",
  "255 letters": `${"m".repeat(251)}.txt`,
  "255 wide characters": `${"港".repeat(251)}.txt`,
};

for (const [what, name] of Object.entries(NAMES)) {
  for (const [width, device] of /** @type {const} */ ([[1280, "desk"], [360, "phone"]])) {
    story(`a name of ${what} is shown as text everywhere, on a ${device}`, async (stage) => {
      const anna = await stage.person();
      const harbour = await anna.project("Harbour");
      await anna.upload(harbour, text(name));
      const page = await stage.open(anna, harbour.path, { viewport: { width, height: 740 } });
      for (const view of ["table", "grid"]) {
        await page.goto(`${harbour.path}?view=${view}`);
        await isWhole(page, page.getByRole("link", { name, exact: true }), name);
      }
      await page.getByRole("link", { name, exact: true }).click();
      const panel = page.getByRole("dialog", { name: `Preview of ${name}` });
      await isWhole(page, panel.getByRole("heading"), name);
      assert.equal(await panel.getByRole("definition").first().textContent(), name);
      await page.keyboard.press("Escape");
      await choose(page, `Actions for ${name}`, "Rename");
      assert.equal(await page.getByRole("dialog").getByLabel("Name").inputValue(), name);
      await isTidy(page);
      await page.keyboard.press("Escape");
      await choose(page, `Actions for ${name}`, "Delete");
      const toast = page.getByRole("region", { name: "Notifications" }).getByText(/^Deleted .*\.txt$/su);
      assert.equal(await toast.evaluate((words) => words.scrollHeight > words.clientHeight), false, "the toast shows its end");
      await isTidy(page);
    });
  }
}

/**
 * The end of the name is in sight, within what it stands in, and the name is text.
 * @param {Page} page
 * @param {import("playwright-core").Locator} place
 * @param {string} name
 */
async function isWhole(page, place, name) {
  const end = place.locator(".file-name > span").last();
  await end.waitFor();
  assert.equal(await end.textContent(), ".txt");
  assert.equal(await place.textContent(), name);
  await eventually(async () => {
    const [inner, outer] = [await end.boundingBox(), await place.boundingBox()];
    assert.ok(inner && outer && inner.width > 10 && inner.x >= outer.x - 1 && inner.x + inner.width <= outer.x + outer.width + 1, "the extension is cut off");
  });
  await isTidy(page);
}

/** @param {Page} page nothing of the name ran, became markup, or made the page wider than the screen */
async function isTidy(page) {
  const found = await page.evaluate(() => ({
    harm: "harm" in globalThis,
      markup: globalThis.document.querySelectorAll("img[src=x]").length,
    sideways: globalThis.document.documentElement.scrollWidth > innerWidth,
  }));
  assert.deepEqual(found, { harm: false, markup: 0, sideways: false });
}
