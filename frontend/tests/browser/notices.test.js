import { story } from "./harness.js";
import { text } from "./samples.js";
import { bring, choose, document, gone, isDrawn } from "./screen.js";

/** @typedef {import("playwright-core").Locator} Locator */

const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

story("on a phone, what a preview has to say is said in it, and can be taken away", async (stage) => {
  stage.expects(/status of 503/);
  const page = await withNames(stage, ["plan.txt", "log.txt"], PHONE);
  await document(page, "log.txt").tap();
  const panel = page.getByRole("dialog");
  await panel.getByText("This is log.txt.").waitFor();
  await page.route("**/links", (route) => route.fulfill({ status: 503, body: "{}" }));
  await panel.getByRole("button", { name: "Download log.txt" }).tap();
  await said(panel, "assertive", /^Quayside is busy/);
  await isDrawn(panel.getByRole("button", { name: "Dismiss" }));
  await panel.getByRole("button", { name: "Dismiss" }).tap();
  await gone(page.getByRole("button", { name: "Dismiss" }));
  await page.unroute("**/links");
  await panel.getByRole("button", { name: "Next document" }).tap();
  await said(panel, "polite", "Preview of plan.txt");
});

story("what an upload says behind a dialog is said in it, and on the page again when it is closed", async (stage) => {
  const page = await withNames(stage, ["log.txt"]);
  await choose(page, "Actions for log.txt", "Rename");
  const dialog = page.getByRole("dialog", { name: "Rename document" });
  await bring(page, text("plan.txt"));
  await said(dialog, "polite", "plan.txt uploaded");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await gone(dialog);
  await bring(page, text("chart.txt"));
  await said(page.locator("body > #notices"), "polite", "chart.txt uploaded");
});

story("Escape takes a message away first, and then closes what it was shown over", async (stage) => {
  stage.expects(/status of 503/);
  const page = await withNames(stage, ["log.txt"], PHONE);
  await document(page, "log.txt").tap();
  const panel = page.getByRole("dialog");
  await panel.getByText("This is log.txt.").waitFor();
  await page.route("**/links", (route) => route.fulfill({ status: 503, body: "{}" }));
  await panel.getByRole("button", { name: "Download log.txt" }).tap();
  await panel.getByRole("button", { name: "Dismiss" }).focus();
  await page.keyboard.press("Escape");
  await gone(panel.getByRole("button", { name: "Dismiss" }));
  await panel.getByText("This is log.txt.").waitFor();
  await page.keyboard.press("Escape");
  await gone(panel);
});

/**
 * @param {import("./harness.js").Stage} stage
 * @param {string[]} names of documents
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
async function withNames(stage, names, options) {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  for (const name of names) await anna.upload(harbour, text(name));
  return stage.open(anna, harbour.path, options);
}

/** @param {Locator} place @param {"polite" | "assertive"} how @param {string | RegExp} words what a screen reader is told there */
function said(place, how, words) {
  return place.locator(`[aria-live=${how}]`).getByText(words).waitFor();
}
