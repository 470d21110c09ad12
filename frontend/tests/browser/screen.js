// The words for what people see and do on the pages, so that the stories can use them.

import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Locator} Locator */

/** @param {Page} page @param {{email: string, password: string}} credentials */
export async function signIn(page, { email, password }) {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** @param {Page} page @param {string} menu the accessible name of its button @param {string} action */
export async function choose(page, menu, action) {
  await page.getByRole("button", { name: menu, exact: true }).click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
}

/** @param {Page} page @param {string} name @returns {Locator} the link of a document in the list */
export function document(page, name) {
  return page.getByRole("table").getByRole("link", { name, exact: true });
}

/** @param {Page} page @param {string[]} expected the names in the list, from the top, soon */
export function lists(page, expected) {
  return eventually(async () => {
    const links = page.getByRole("table").getByRole("rowheader").getByRole("link");
    const names = await links.evaluateAll((all) => all.map((link) => link.getAttribute("aria-label")));
    assert.deepEqual(names, expected);
  });
}

/** @param {Page} page @returns {Promise<{name: string, y: number}>} the first document below the toolbar, and where it stands */
export function topmost(page) {
  return page.evaluate(() => {
    const edge = globalThis.document.querySelector(".toolbar")?.getBoundingClientRect().bottom ?? 0;
    const links = [...globalThis.document.querySelectorAll(".item a")];
    const first = links.find((link) => link.getBoundingClientRect().top > edge);
    return { name: first?.getAttribute("aria-label") ?? "", y: Math.round(first?.getBoundingClientRect().top ?? 0) };
  });
}

/** @param {Page} page @param {...import("./samples.js").Sample} files */
export function bring(page, ...files) {
  return page.getByLabel("Choose files to upload").setInputFiles(files);
}

/** @param {Page} page @returns {Locator} the list of uploads */
export function tray(page) {
  return page.getByRole("region", { name: "Uploads" });
}

/** @param {Page} page @returns {Locator} the list of what is made in the background */
export function jobTray(page) {
  return page.getByRole("region", { name: "Exports and reports" });
}

/** @param {Page} page @returns {Promise<() => Promise<string[]>>} what the live regions have said since */
export async function listen(page) {
  await page.evaluate(() => {
    /** @type {string[]} */ const heard = [];
    Object.assign(globalThis, { heard });
    for (const region of globalThis.document.querySelectorAll("[aria-live]")) {
      const note = () => region.textContent && heard.push(`${region.getAttribute("aria-live")}: ${region.textContent}`);
      new MutationObserver(note).observe(region, { childList: true, characterData: true, subtree: true });
    }
  });
  return () => page.evaluate(() => /** @type {any} */ (globalThis).heard);
}

/** @param {Page} page @param {string} text */
export function told(page, text) {
  return page.getByRole("region", { name: "Notifications" }).getByText(text, { exact: true }).waitFor();
}

/** @param {Page} page */
export function undo(page) {
  return page.getByRole("region", { name: "Notifications" }).getByRole("button", { name: "Undo" }).click();
}

/** @param {Page} page @param {string} name of the page's heading */
export function arrives(page, name) {
  return page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
}

/** @param {Locator} control whose icon must not only be there, but be seen */
export function isDrawn(control) {
  return eventually(async () => {
    const drawing = await control.locator("svg.icon > use").evaluate((use) => use.getBoundingClientRect().width);
    assert.ok(drawing > 0, "the icon is empty");
  });
}

/** From now on nothing happens by itself. @param {Page} page whose clock was installed before */
export async function holdTime(page) {
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
}

/** @param {Page} page @param {boolean} isSeen whether somebody looks at the tab, as far as it can tell */
export function look(page, isSeen) {
  return page.evaluate((hidden) => {
    Object.defineProperty(globalThis.document, "hidden", { value: hidden, configurable: true });
    globalThis.document.dispatchEvent(new Event("visibilitychange"));
  }, !isSeen);
}

/** @param {Locator} what */
export function gone(what) {
  return what.waitFor({ state: "hidden" });
}

/**
 * Tries again until it holds; fails with the last reason.
 * @param {() => Promise<void>} check
 */
export async function eventually(check) {
  for (let tries = 0; tries < 100; tries += 1) {
    const held = await check().then(
      () => true,
      () => false,
    );
    if (held) return;
    await pause(50);
  }
  await check();
}
