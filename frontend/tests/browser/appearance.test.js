import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { story } from "./harness.js";
import { picture, text } from "./samples.js";
import { arrives, choose, document } from "./screen.js";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** @typedef {import("playwright-core").Page} Page */

/** @param {import("./harness.js").Stage} stage */
async function furnished(stage) {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour", "Plans of the quay");
  await anna.upload(harbour, picture("a picture with a name that is much longer than a phone is wide, and then some more.png"));
  await anna.upload(harbour, text("log.txt"));
  return { anna, harbour };
}

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  story(`strangers' pages are accessible, ${colorScheme}`, async (stage) => {
    for (const path of ["/sign-in", "/register"]) await assertAccessible(await stage.visit(path, { colorScheme }));
  });

  story(`the pages of somebody signed in are accessible, ${colorScheme}`, async (stage) => {
    const { anna, harbour } = await furnished(stage);
    const page = await stage.open(anna, "/projects", { colorScheme });
    await page.getByRole("heading", { name: "Harbour" }).waitFor();
    await assertAccessible(page);
    await page.goto("/account");
    await arrives(page, "Your account");
    await assertAccessible(page);
    await page.goto(harbour.path);
    await document(page, "log.txt").waitFor();
    await assertAccessible(page);
    await document(page, "log.txt").click();
    await page.getByText("This is log.txt.").waitFor();
    await assertAccessible(page);
    await page.goto("/nowhere");
    await arrives(page, "Nothing at this address");
    await assertAccessible(page);
  });

  story(`dialogs, menus and notifications are accessible, ${colorScheme}`, async (stage) => {
    const { anna, harbour } = await furnished(stage);
    const page = await stage.open(anna, harbour.path, { colorScheme });
    await page.getByRole("button", { name: "Actions for log.txt" }).click();
    await page.getByRole("menuitem", { name: "Rename" }).waitFor();
    await assertAccessible(page);
    await page.getByRole("menuitem", { name: "Rename" }).click();
    await page.getByRole("dialog").waitFor();
    await assertAccessible(page);
    await page.keyboard.press("Escape");
    await choose(page, "Actions for log.txt", "Delete");
    await page.getByRole("button", { name: "Undo" }).waitFor();
    await assertAccessible(page);
  });
}

story("the system's theme is followed until somebody chooses the other, and that stays", async (stage) => {
  const { anna } = await furnished(stage);
  const page = await stage.open(anna, "/projects", { colorScheme: "dark" });
  const night = await brightness(page);
  assert.ok(night > 0 && night < 60, `dark is dark: ${night}`);
  await page.getByRole("button", { name: "Use light theme" }).click();
  await page.reload();
  await arrives(page, "Projects");
  const day = await brightness(page);
  assert.ok(day > 200, `light is light: ${day}`);
});

story("on a phone of 360 px nothing is out of reach", async (stage) => {
  const viewport = { width: 360, height: 740 };
  for (const path of ["/sign-in", "/register"]) await assertFits(await stage.visit(path, { viewport }));
  const { anna, harbour } = await furnished(stage);
  const page = await stage.open(anna, "/projects", { viewport, hasTouch: true });
  await page.getByRole("heading", { name: "Harbour" }).waitFor();
  await assertFits(page);
  await page.goto("/account");
  await arrives(page, "Your account");
  await assertFits(page);
  await page.goto(harbour.path);
  await document(page, "log.txt").waitFor();
  await assertFits(page);
  await choose(page, "Actions for log.txt", "Rename");
  await assertFits(page);
  await page.keyboard.press("Escape");
  await document(page, "log.txt").click();
  await page.getByText("This is log.txt.").waitFor();
  await assertFits(page);
});

/** @param {Page} page */
async function assertAccessible(page) {
  // Evaluated by the debugger: our policy, rightly, lets no page load it.
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await /** @type {any} */ (globalThis).axe.run({ resultTypes: ["violations"] });
    const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    return grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
  });
  assert.deepEqual(found, [], page.url());
}

/** @param {Page} page every control lies within the width of the screen, and the page does not scroll sideways */
async function assertFits(page) {
  const outside = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const controls = [...document.querySelectorAll("a, button, input, select, textarea")].filter((one) => one.checkVisibility({ visibilityProperty: true }));
    const wide = controls.filter((one) => {
      const { left, right, width: own } = one.getBoundingClientRect();
      return own > 1 && (left < -1 || right > width + 1);
    });
    const sideways = document.documentElement.scrollWidth > width ? [`the page is ${document.documentElement.scrollWidth} px wide`] : [];
    return [...sideways, ...wide.map((one) => one.outerHTML.slice(0, 120))];
  });
  assert.deepEqual(outside, [], page.url());
}

/** @param {Page} page @returns {Promise<number>} 0 to 255, of the page's background */
function brightness(page) {
  return page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d");
    if (!canvas) return -1;
    canvas.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
    return (red + green + blue) / 3;
  });
}
