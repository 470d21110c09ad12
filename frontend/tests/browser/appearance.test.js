import assert from "node:assert/strict";
import { story } from "./harness.js";
import { arrives, eventually } from "./screen.js";

/** @typedef {import("playwright-core").Page} Page */

story("the system's theme is followed until somebody chooses the other, and that stays", async (stage) => {
  const page = await stage.open(await stage.person(), "/projects", { colorScheme: "dark" });
  await isDark(page);
  await page.getByRole("button", { name: "Use light theme" }).click();
  await page.reload();
  await arrives(page, "Projects");
  await isLight(page);
});

story("the choice of a theme holds in every tab, on the API's page too, until it is left to the system again", async (stage) => {
  const page = await stage.open(await stage.person(), "/account", { colorScheme: "light" });
  const other = await page.context().newPage();
  await other.goto("/projects");
  await arrives(other, "Projects");
  await page.getByRole("radio", { name: "Dark" }).check();
  await isDark(page);
  await isDark(other);
  await other.getByRole("button", { name: "Use light theme" }).waitFor();
  await other.goto("/api/docs");
  await isDark(other);
  await page.getByRole("radio", { name: "System" }).check();
  await isLight(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await isDark(page);
  await page.getByRole("button", { name: "Use light theme" }).waitFor();
});

story("nothing moves for whoever wants no motion", async (stage) => {
  const page = await stage.open(await stage.person(), "/account", { reducedMotion: "reduce" });
  await page.getByRole("button", { name: "Save name" }).click();
  await page.locator(".toast").waitFor();
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll("*")].flatMap((one) => {
      const { animationName, animationDuration, transitionDuration } = getComputedStyle(one);
      const longest = Math.max(...[...(animationName === "none" ? [] : animationDuration.split(", ")), ...transitionDuration.split(", ")].map(parseFloat));
      return longest > 0.01 ? [`${one.tagName}.${one.className}: ${longest} s`] : [];
    }),
  );
  assert.deepEqual(moving, []);
});

story("where the system chooses the colours, what is chosen can still be told apart", async (stage) => {
  const page = await stage.open(await stage.person(), "/account", { forcedColors: "active" });
  const rail = page.getByRole("navigation", { name: "Main" });
  const outline = (/** @type {import("playwright-core").Locator} */ one) => one.evaluate((element) => getComputedStyle(element).outlineStyle);
  assert.equal(await outline(rail.getByRole("button", { name: "Account menu, Anna" })), "solid");
  assert.equal(await outline(rail.getByRole("link", { name: "Projects" })), "none");
  const border = await page.getByRole("button", { name: "Save name" }).evaluate((button) => getComputedStyle(button).borderStyle);
  assert.equal(border, "solid");
});

/** @param {Page} page */
function isDark(page) {
  return eventually(async () => assert.ok((await brightness(page)) < 60, "dark is dark"));
}

/** @param {Page} page */
function isLight(page) {
  return eventually(async () => assert.ok((await brightness(page)) > 200, "light is light"));
}

/** @param {Page} page @returns {Promise<number>} 0 to 255, of the page's background */
function brightness(page) {
  return page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d");
    if (!canvas) return NaN;
    canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    const body = canvas.getImageData(0, 0, 1, 1).data;
    canvas.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = getComputedStyle(document.body).backgroundColor === "rgba(0, 0, 0, 0)" ? canvas.getImageData(0, 0, 1, 1).data : body;
    return (red + green + blue) / 3;
  });
}
