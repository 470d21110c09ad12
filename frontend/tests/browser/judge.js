// Looks at a page as a tool would: what no story about one person can see.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

/** @typedef {import("playwright-core").Page} Page */

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.2, level AA, is these together. */
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Pixels that a finger needs. */
const FINGER = 44;

/** @param {Page} page @param {string} [state] what is to be seen, for whoever reads the failure */
export async function assertAccessible(page, state = page.url()) {
  // Evaluated by the debugger: our policy, rightly, lets no page load it.
  await page.evaluate(axe);
  const found = await page.evaluate(async (tags) => {
    const options = { resultTypes: ["violations"], runOnly: { type: "tag", values: tags } };
    const { violations } = await /** @type {any} */ (globalThis).axe.run(options);
    return violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes.map((/** @type {any} */ { html, failureSummary }) => `${html} ${failureSummary}`).join("\n")}`);
  }, WCAG);
  assert.deepEqual(found, [], state);
}

/** @param {Page} page every control lies within the width of the screen, and the page does not scroll sideways */
export async function assertFits(page) {
  const outside = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const controls = [...document.querySelectorAll("a, button, input, select, textarea, summary")].filter((one) => one.checkVisibility({ visibilityProperty: true }));
    const wide = controls.filter((one) => {
      const { left, right, width: own } = one.getBoundingClientRect();
      return own > 1 && (left < -1 || right > width + 1);
    });
    const sideways = document.documentElement.scrollWidth > width ? [`the page is ${document.documentElement.scrollWidth} px wide`] : [];
    return [...sideways, ...wide.map((one) => one.outerHTML.slice(0, 120))];
  });
  assert.deepEqual(outside, [], page.url());
}

/**
 * Every control is as large as a finger, or what it stands in is: a document is opened by its whole row,
 * a radio button by its label, a project by its card. A link within a sentence is as high as its line.
 * @param {Page} page
 */
export async function assertTouchable(page) {
  const small = await page.evaluate((finger) => {
    const controls = [...document.querySelectorAll("a, button, input, select, textarea, summary")].filter((one) => one.checkVisibility({ visibilityProperty: true }));
    const inText = (/** @type {Element} */ one) => one.matches("a:not(.item-link)") && getComputedStyle(one).display === "inline";
    const covers = (/** @type {Element} */ one) => getComputedStyle(one, "::after").position === "absolute";
    return controls.flatMap((one) => {
      const place = (one.matches(".item-link") && one.closest(".item")) || one.closest("label") || one;
      const { width, height } = place.getBoundingClientRect();
      const fits = (width >= finger && height >= finger) || width <= 1;
      return fits || inText(one) || covers(one) ? [] : [`${Math.round(width)} × ${Math.round(height)}: ${one.outerHTML.slice(0, 100)}`];
    });
  }, FINGER);
  assert.deepEqual(small, [], page.url());
}
