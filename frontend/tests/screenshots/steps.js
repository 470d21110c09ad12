// The words in which states.js says how somebody gets to a state.

import { slow } from "../browser/line.js";
import { Person } from "../browser/person.js";
import { bring, choose, tray } from "../browser/screen.js";
import { Workshop } from "../browser/workshop.js";
import { NOW } from "./demo.js";
import { journal } from "./deployments.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("./studio.js").Studio} Studio */
/** @typedef {(page: Page) => Promise<unknown>} Step */
/** @typedef {(studio: Studio) => Promise<Page>} Way */
/** @typedef {"harbour" | "archive" | "empty"} ProjectName */

/** What the server calls these answers. @type {Record<number, string>} */
const CODES = { 404: "not_found", 413: "payload_too_large", 503: "unavailable" };

/** @param {Way} open @param {...Step} steps @returns {Way} */
export function reach(open, ...steps) {
  return async (studio) => {
    const page = await open(studio);
    for (const step of steps) await step(page);
    return page;
  };
}

/** @param {string} path @returns {Way} */
export const stranger = (path) => (studio) => studio.visit(path);

/** @param {string} path @returns {Way} */
export const anna = (path) => (studio) => studio.open(studio.demo.anna, path);

/** @param {string} path @returns {Way} */
export const admin = (path) => (studio) => studio.open(studio.demo.chloe, path);

/** @param {ProjectName} name @param {string} [query] @param {string} [part] of the project, such as "/members" @returns {Way} */
export const project = (name, query = "", part = "") => (studio) => studio.open(studio.demo.anna, `${studio.demo[name].path}${part}${query}`);

/** @type {Way} somebody new, in a project of their own, where uploads disturb nobody */
export const newProject = async (studio) => {
  const ben = await Person.register(studio.demo.baseUrl, "Ben Okafor");
  return studio.open(ben, (await ben.project("Boatyard", "Slips, cranes and the new shed")).path);
};

/** @param {string | RegExp} text @returns {Step} */
export const sees = (text) => (page) => page.getByText(text).filter({ visible: true }).first().waitFor();

/** @param {string} name @returns {Step} */
export const clicks = (name) => (page) => page.getByRole("button", { name, exact: true }).first().click();

/** @param {string} name @returns {Step} */
export const follows = (name) => (page) => page.getByRole("link", { name, exact: true }).first().click();

/** @param {string} menu @param {string} action @returns {Step} */
export const chooses = (menu, action) => (page) => choose(page, menu, action);

/** @param {string} label @param {string} value @returns {Step} */
export const types = (label, value) => (page) => page.getByLabel(label, { exact: true }).fill(value);

/** @param {...string} keys @returns {Step} */
export const presses = (...keys) => async (page) => {
  for (const key of keys) await page.keyboard.press(key);
};

/** @param {...import("../browser/samples.js").Sample} files @returns {Step} */
export const brings = (...files) => (page) => bring(page, ...files);

/** @param {string | RegExp} text @returns {Step} */
export const traySays = (text) => (page) => tray(page).getByText(text).first().waitFor();

/** @param {...(workshop: Workshop) => Promise<void>} turns what becomes of the jobs, each after a button was pressed @returns {Step} */
export const makes = (...turns) => async (page) => {
  const workshop = await Workshop.in({ expects: () => undefined }, page, () => Date.parse(NOW));
  await page.reload();
  for (const [index, turn] of turns.entries()) {
    await choose(page, "Project actions", index === 0 ? "Make a report" : "Export as ZIP");
    await turn(workshop);
    await page.clock.runFor(15_000);
  }
};

/** @param {number} bytesPerSecond @returns {Step} */
export const isSlow = (bytesPerSecond) => (page) => slow(page, bytesPerSecond);

/** @param {string} addresses @param {"never" | "broken" | number} answer never comes, a broken line, or a status @returns {Step} */
export const answers = (addresses, answer) => (page) =>
  page.route(addresses, (route) => {
    if (answer === "never") return undefined;
    if (answer === "broken") return route.abort("connectionrefused");
    return route.fulfill({ status: answer, contentType: "application/problem+json", body: JSON.stringify({ status: answer, code: CODES[answer] }) });
  });

/** @type {Step} */
export const deploys = (page) => page.route("**/api/v1/admin/deployments*", (route) => route.fulfill({ json: journal }));

/** @type {Step} */
export const losesTheLine = (page) => page.context().setOffline(true);

/** @type {Step} the server was renewed, and an hour goes by */
export const sleepsThroughARelease = async (page) => {
  await page.route("/api/version", (route) => route.fulfill({ json: { version: "99.0.0", commit: "new" } }));
  await page.clock.runFor("01:00:00");
};

/** @type {Step} pictures of a grid come a moment after their cards */
export const seesPictures = async (page) => {
  await page.locator("main img").nth(1).waitFor();
  await page.waitForFunction(() => [...globalThis.document.querySelectorAll("main img")].every((image) => /** @type {HTMLImageElement} */ (image).complete));
};

/** @type {Step} */
export const scrolls = (page) => page.mouse.wheel(0, 3000);

/** @type {Step} long enough to be shown that something loads */
export const waits = (page) => page.getByRole("status", { name: "Loading" }).first().waitFor();

/** @type {Step} a file is held over the page */
export const drags = async (page) => {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [{ mimeType: "text/plain", data: "" }], files: ["plan.txt"], dragOperationsMask: 1 };
  for (const type of /** @type {const} */ (["dragEnter", "dragOver"])) await devtools.send("Input.dispatchDragEvent", { type, x: 180, y: 300, data });
};
