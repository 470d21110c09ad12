import assert from "node:assert/strict";
import { story } from "./harness.js";
import { slow } from "./line.js";
import { bulk } from "./samples.js";
import { arrives, bring, tray } from "./screen.js";

/** @typedef {import("playwright-core").Page} Page */

const OFFER = "A new version is here.";
const MIB = 1024 * 1024;

story("a tab that stays open over a deploy offers to reload, and does not by itself", async (stage) => {
  const anna = await stage.person();
  const page = await stage.open(anna);
  await comeBackLater(page);
  assert.equal(await notices(page).getByText(OFFER).count(), 0);

  await deploy(page);
  await comeBackLater(page);
  await notices(page).getByText(OFFER).waitFor();
  await page.getByRole("link", { name: "Projects", exact: true }).click();
  await notices(page).getByText(OFFER).waitFor();

  const reloaded = page.waitForEvent("load");
  await notices(page).getByRole("button", { name: "Reload" }).click();
  await reloaded;
  await arrives(page, "Projects");
});

story("while uploads run, the offer says that a reload would cut them off", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, harbour.path);
  const fast = await slow(page, MIB / 4);
  await bring(page, bulk("chart.bin", 4 * MIB));
  await deploy(page);
  await comeBackLater(page);
  await notices(page).getByText("Reloading now would cut your uploads off.").waitFor();
  await fast();
  await tray(page).getByText("1 file uploaded").waitFor();
  await notices(page).getByText(OFFER, { exact: true }).waitFor();
});

story("a page whose code is gone after a deploy offers to reload", async (stage) => {
  stage.expects(/status of 404/);
  const anna = await stage.person();
  const context = await stage.context();
  await context.route("**/pages/account.js", (route) => route.fulfill({ status: 404, body: "There is nothing here.\n" }));
  await context.request.post("/api/v1/auth/login", { data: anna.credentials });
  const page = await context.newPage();
  await page.goto("/projects");
  await arrives(page, "Projects");
  await page.getByRole("button", { name: "Account menu, Anna" }).click();
  await page.getByRole("menuitem", { name: "Your account" }).click();
  await arrives(page, "This page needs a reload");
  await context.unroute("**/pages/account.js");
  await page.getByRole("main").getByRole("button", { name: "Reload" }).click();
  await arrives(page, "Your account");
});

story("a tab that was open before the network went can still go from page to page", async (stage) => {
  stage.expects(/ERR_INTERNET_DISCONNECTED/);
  const anna = await stage.person();
  const page = await stage.open(anna);
  await page.waitForFunction((files) => {
    const here = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
    return files.every((file) => here.includes(file));
  }, ["/pages/account.js", "/components/theme-choice.js", "/lib/account.js"]);
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Account menu, Anna" }).click();
  await page.getByRole("menuitem", { name: "Your account" }).click();
  await arrives(page, "Your account");
});

/** @param {Page} page */
function notices(page) {
  return page.getByRole("region", { name: "Notifications" });
}

/** From now on another release answers. @param {Page} page */
async function deploy(page) {
  await page.route("**/api/version", (route) => route.fulfill({ json: { version: "0.1.0", commit: "the next one" } }));
}

/** Somebody was elsewhere for five minutes, as far as the tab can tell. @param {Page} page */
async function comeBackLater(page) {
  const later = await page.evaluate(() => Date.now() + 5 * 60_000);
  await page.clock.setFixedTime(later);
  const answer = page.waitForResponse("**/api/version");
  await page.evaluate(() => dispatchEvent(new Event("focus")));
  await answer;
}
