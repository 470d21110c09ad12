import assert from "node:assert/strict";
import { story } from "./harness.js";
import { pdf, picture, text } from "./samples.js";
import { bring, choose, document, eventually, look } from "./screen.js";

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page @param {string} name @returns the row or card of a document */
const item = (page, name) => page.locator(".item").filter({ has: page.getByRole("link", { name, exact: true }) });

/** @param {import("playwright-core").Locator} one */
function isDepicted(one) {
  return eventually(async () => {
    const width = await one.locator(".picture img").evaluate((img) => /** @type {HTMLImageElement} */ (img).naturalWidth, undefined, { timeout: 100 });
    assert.ok(width > 0, "nothing is shown");
  });
}

for (const view of /** @type {const} */ (["table", "grid"])) {
  story(`a thumbnail appears by itself, in a ${view}, and takes nobody's focus`, async (stage) => {
    const anna = await stage.person();
    const harbour = await anna.project("Harbour");
    const page = await stage.open(anna, `${harbour.path}?view=${view}`);
    await bring(page, picture("plan.png"), pdf("tides.pdf"), text("log.txt"));
    await item(page, "log.txt").getByRole("link").focus();
    await isDepicted(item(page, "plan.png"));
    await isDepicted(item(page, "tides.pdf"));
    assert.equal(await item(page, "log.txt").locator(".picture img").count(), 0);
    assert.equal(await page.evaluate(() => globalThis.document.activeElement?.getAttribute("aria-label")), "log.txt");
  });
}

story("in the grid a picture shows its middle, and a PDF the beginning of its page", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, `${harbour.path}?view=grid`);
  await bring(page, picture("plan.png"), pdf("tides.pdf"));
  const shown = async (/** @type {string} */ name) => {
    await isDepicted(item(page, name));
    return item(page, name).locator(".picture img").evaluate((img) => getComputedStyle(img).objectPosition);
  };
  assert.equal(await shown("plan.png"), "50% 50%");
  assert.equal(await shown("tides.pdf"), "50% 0%");
});

story("a picture that cannot be read keeps its drawing, and is not asked for any more", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, harbour.path);
  const torn = picture("torn.png");
  const decided = page.waitForResponse(async (response) => /\/documents\/[^/]+$/.test(response.url()) && (await response.json()).thumbnail === "none");
  await bring(page, { ...torn, buffer: torn.buffer.subarray(0, 30) });
  await decided;
  // What the server tells of it may arrive after that.
  await page.waitForTimeout(500);
  const asked = page.waitForRequest(/\/documents\/[^/]+$/, { timeout: 3000 });
  await assert.rejects(asked, /Timeout/);
  await item(page, "torn.png").locator(".picture .icon").waitFor();
});

story("a document that is renamed keeps its thumbnail, and a list that is read anew has it at once", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, harbour.path);
  await bring(page, picture("plan.png"));
  await isDepicted(item(page, "plan.png"));
  await choose(page, "Actions for plan.png", "Rename");
  await page.getByRole("dialog").getByLabel("Name").fill("map.png");
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await isDepicted(item(page, "map.png"));
  const asked = page.waitForResponse(/\/content\//);
  await page.reload();
  await document(page, "map.png").waitFor();
  assert.equal((await asked).status(), 200);
  await isDepicted(item(page, "map.png"));
});

story("a tab that nobody looks at does not ask", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, harbour.path);
  await look(page, false);
  await bring(page, picture("plan.png"));
  await item(page, "plan.png").waitFor();
  await assert.rejects(page.waitForRequest(/\/documents\/[^/]+$/, { timeout: 3000 }), /Timeout/);
  await look(page, true);
  await isDepicted(item(page, "plan.png"));
});
