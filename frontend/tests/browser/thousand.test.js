import assert from "node:assert/strict";
import { story } from "./harness.js";
import { fill, notes } from "./many.js";
import { eventually } from "./screen.js";

/** @typedef {import("playwright-core").Page} Page */

/** @typedef {{added: number[], removed: number, shifts: number, longest: number}} Watched */

/** Milliseconds that nothing may hold the page up, even on a machine with other things to do. */
const PATIENCE = 3000;

for (const view of ["table", "grid"]) {
  story(`1,000 documents scroll smoothly, as a ${view}`, async (stage) => {
    const anna = await stage.person();
    const harbour = await anna.project("Harbour");
    await fill(anna, harbour, notes(1000));
    const page = await stage.open(anna, `${harbour.path}?view=${view}&sort=name`);
    await page.locator(".item").first().waitFor();
    await page.evaluate(watch);
    await wheelToTheEnd(page, "note 1000.txt");

    const { added, removed, shifts, longest } = await watched(page);
    assert.equal(await page.locator(".item").count(), 1000);
    assert.ok(Math.max(...added) <= 100 && removed === 0, `each page is added to the others, which stay as they are: ${added}, ${removed} removed`);
    assert.ok(shifts < 0.01, `nothing jumps: ${shifts}`);
    assert.ok((await drawn(page)) < 200, "what is out of sight is not drawn");
    assert.ok(longest < PATIENCE, `the longest task took ${longest} ms`);
  });
}

/** Runs in the page: counts what happens to it. */
function watch() {
  const seen = { added: [0], removed: 0, shifts: 0, longest: 0 };
  Object.assign(globalThis, { seen });
  const body = globalThis.document.querySelector(".documents tbody, .cards");
  new MutationObserver((changes) => {
    seen.added.push(changes.reduce((sum, { addedNodes }) => sum + addedNodes.length, 0));
    seen.removed += changes.reduce((sum, { removedNodes }) => sum + removedNodes.length, 0);
  }).observe(/** @type {Element} */ (body), { childList: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.longest = Math.max(seen.longest, entry.duration);
  }).observe({ type: "longtask" });
  new PerformanceObserver((list) => {
    // The button below the list makes room for what comes; the documents themselves must stay.
    const moved = (/** @type {any} */ { sources }) => sources.some((/** @type {any} */ { node }) => node?.parentElement?.closest(".item, tbody, .cards"));
    for (const entry of list.getEntries()) seen.shifts += moved(entry) ? /** @type {any} */ (entry).value : 0;
  }).observe({ type: "layout-shift" });
}

/** @param {Page} page @returns {Promise<Watched>} */
const watched = (page) => page.evaluate(() => /** @type {any} */ (globalThis).seen);

/** @param {Page} page @returns {Promise<number>} how many items are drawn */
function drawn(page) {
  return page.locator(".item a").evaluateAll((links) => links.filter((link) => link.checkVisibility({ contentVisibilityAuto: true })).length);
}

/** @param {Page} page @param {string} name */
async function wheelToTheEnd(page, name) {
  const last = page.getByRole("link", { name, exact: true });
  await page.mouse.move(600, 500);
  await eventually(async () => {
    await page.mouse.wheel(0, 1500);
    const y = (await last.count()) === 1 ? await last.evaluate((link) => link.getBoundingClientRect().bottom) : Infinity;
    assert.ok(y <= 800, `${name} is in sight`);
  });
}
