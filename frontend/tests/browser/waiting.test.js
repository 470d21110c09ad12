import assert from "node:assert/strict";
import { story } from "./harness.js";
import { arrives, gone } from "./screen.js";

/** @typedef {import("playwright-core").Page} Page */

story("a wait is shown after 300 ms and not before", async (stage) => {
  const { page, answer } = await leavingForProjects(stage);
  const shape = page.getByRole("status", { name: "Loading" });
  await page.clock.runFor(299);
  assert.equal(await shape.count(), 0);
  await arrives(page, "Your account");
  await page.clock.runFor(1);
  await shape.waitFor();
  assert.equal(await shape.evaluate((one) => getComputedStyle(one).animationName), "none", "it has waited long enough");
  answer();
  await arrives(page, "Projects");
  await gone(shape);
});

story("a page that does not load says what is safe, and can be tried again", async (stage) => {
  stage.expects(/status of 503/);
  const page = await stage.open(await stage.person(), "/account");
  await page.route("**/api/v1/projects?*", (route) => route.fulfill({ status: 503, body: "{}" }));
  await projectsLink(page).click();
  await arrives(page, "This page did not load");
  await page.getByRole("alert").getByText("What is stored is safe.").waitFor();
  await page.unroute("**/api/v1/projects?*");
  await page.getByRole("button", { name: "Try again" }).click();
  await arrives(page, "Projects");
});

story("a screen reader hears where one is, what went well and what did not", async (stage) => {
  stage.expects(/status of 422/);
  const page = await stage.open(await stage.person(), "/projects");
  const heard = await listen(page);
  await page.getByRole("button", { name: "Account menu, Anna" }).click();
  await page.getByRole("menuitem", { name: "Your account" }).click();
  await heard("Your account");
  await page.getByRole("button", { name: "Save name" }).click();
  await heard("Your name is saved");
  await page.route("**/api/v1/me", (route) => route.abort());
  stage.expects(/ERR_FAILED/);
  await page.getByRole("button", { name: "Save name" }).click();
  await heard("We cannot reach Quayside. Check your connection and try again. What is stored is safe.");
  await projectsLink(page).click();
  await heard("Projects");
});

/** @param {import("./harness.js").Stage} stage @returns {Promise<{page: Page, answer: () => void}>} on the way to the projects, which are answered at a word */
async function leavingForProjects(stage) {
  const page = await stage.open(await stage.person(), "/account");
  /** @type {() => void} */ let answer = () => undefined;
  const word = new Promise((resolve) => (answer = () => resolve(null)));
  await page.route("**/api/v1/projects?*", (route) => word.then(() => route.continue()));
  // The page's code is here already: only the answer is waited for.
  await page.evaluate(() => import(/* @type {any} */ "/pages/projects.js"));
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  const asked = page.waitForRequest("**/api/v1/projects?*");
  await projectsLink(page).click();
  await asked;
  return { page, answer };
}

/** @param {Page} page */
function projectsLink(page) {
  return page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Projects", exact: true });
}

/** @param {Page} page @returns {Promise<(words: string) => Promise<unknown>>} waits until a live region has said them */
async function listen(page) {
  await page.evaluate(() => {
    /** @type {string[]} */ const said = [];
    Object.assign(globalThis, { said });
    const note = () => {
      for (const region of document.querySelectorAll("[aria-live], [role=alert]")) said.push(region.textContent?.trim() ?? "");
    };
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  return (words) => page.waitForFunction((wanted) => /** @type {any} */ (globalThis).said.includes(wanted), words);
}
