import assert from "node:assert/strict";
import { story } from "./harness.js";
import { text } from "./samples.js";
import { arrives, document, eventually, gone, holdTime, lists, told, tray } from "./screen.js";

/** @typedef {import("playwright-core").Page} Page */

story("everything can be done with the keyboard alone", async (stage) => {
  const anna = await stage.person();
  const page = await stage.visit("/sign-in");
  // Many keys lead to a notification, and the machine may be slow at them.
  await page.clock.install();
  await holdTime(page);
  await signsIn(page, anna.credentials);
  await makesProject(page, "Harbour");
  await uploads(page, text("one.txt"), text("two.txt"));
  await renames(page, "one.txt", "first");
  await previews(page, "first.txt");
  await deletesAndRestores(page, "two.txt");
  await takesName(page, "Anna Berg");
  await tabTo(page, "Account menu, Anna Berg");
  await atOnce(page, ["Enter", "ArrowDown", "Enter"]);
  await arrives(page, "Sign in");
});

story("a menu opened with Enter hears the next key", async (stage) => {
  const page = await withPlan(stage);
  await page.getByRole("button", { name: "Actions for plan.txt" }).focus();
  await atOnce(page, ["Enter", "ArrowDown", "ArrowDown", "Enter"]);
  await page.getByRole("dialog", { name: "Rename document" }).waitFor();
});

story("a menu follows arrows, Home, End and letters, and gives the focus back", async (stage) => {
  const page = await withPlan(stage);
  const button = page.getByRole("button", { name: "Project actions" });
  await button.focus();
  for (const [key, item] of [["ArrowUp", "Delete project"], ["ArrowDown", "Export as ZIP"], ["End", "Delete project"], ["Home", "Export as ZIP"], ["d", "Delete project"]]) {
    await page.keyboard.press(key);
    assert.equal(await focused(page), item, key);
  }
  await page.keyboard.press("Escape");
  await gone(page.getByRole("menu"));
  assert.equal(await focused(page), "Project actions");
});

story("a dialog keeps the focus, and gives it back", async (stage) => {
  const page = await stage.open(await stage.person());
  await tabTo(page, "New project");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  for (let presses = 0; presses < 8; presses += 1) {
    await page.keyboard.press("Tab");
    const inside = await page.evaluate(() => globalThis.document.activeElement?.closest("dialog, body")?.tagName);
    // Between the last control and the first the browser has its turn, and the page none.
    assert.ok(inside === "DIALOG" || (await focused(page)) === "the page", await focused(page));
  }
  await page.keyboard.press("Escape");
  await gone(page.getByRole("dialog"));
  assert.equal(await focused(page), "New project");
});

story("the focus is where one was, or at the heading, when a list is drawn anew", async (stage) => {
  const anna = await stage.person();
  await anna.project("Harbour");
  const page = await stage.open(anna);
  await tabTo(page, "Actions for Harbour");
  await atOnce(page, ["Enter", "Enter"]);
  await page.getByRole("dialog").getByLabel("Name").fill("Quay");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Quay" }).first().waitFor();
  await eventually(async () => assert.equal(await focused(page), "Actions for Quay"));
  await atOnce(page, ["Enter", "d", "Enter"]);
  await page.getByLabel("Type “Quay” to confirm").fill("Quay");
  await page.keyboard.press("Enter");
  await told(page, "Deleted project Quay");
  await eventually(async () => assert.equal(await focused(page), "Projects"));
});

story("one can skip to the content, and a new page begins at its heading", async (stage) => {
  const anna = await stage.person();
  const { path } = await anna.project("Harbour");
  const page = await stage.open(anna, "/projects");
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Skip to content");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "New project");
  await tabTo(page, "Harbour");
  await page.keyboard.press("Enter");
  await arrives(page, "Harbour");
  assert.equal(await page.evaluate(() => globalThis.document.activeElement?.tagName), "H1");
  assert.deepEqual([await page.title(), new URL(page.url()).pathname], ["Harbour · Quayside", path]);
});

story("wherever the focus is, it can be seen", async (stage) => {
  const page = await withPlan(stage);
  for (const path of [new URL(page.url()).pathname, "/projects", "/account"]) {
    await page.goto(path);
    await page.locator("h1").waitFor();
    const unseen = new Set();
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press("Tab");
      if (!(await isMarked(page))) unseen.add(await focused(page));
    }
    assert.deepEqual([...unseen].filter((name) => name !== "the page"), [], path);
  }
});

/** @param {import("./harness.js").Stage} stage */
async function withPlan(stage) {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  await anna.upload(harbour, text("plan.txt"));
  const page = await stage.open(anna, harbour.path);
  await document(page, "plan.txt").waitFor();
  return page;
}

/** @param {Page} page @param {{email: string, password: string}} credentials */
async function signsIn(page, { email, password }) {
  await tabTo(page, "Email");
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await arrives(page, "Projects");
}

/** @param {Page} page @param {string} name */
async function makesProject(page, name) {
  await tabTo(page, "New project");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await arrives(page, name);
}

/** @param {Page} page @param {...import("./samples.js").Sample} files */
async function uploads(page, ...files) {
  const choosing = page.waitForEvent("filechooser");
  await tabTo(page, "Upload files");
  await page.keyboard.press("Enter");
  await (await choosing).setFiles(files);
  await tray(page).getByText(`${files.length} files uploaded`).first().waitFor();
}

/** @param {Page} page @param {string} name @param {string} stem */
async function renames(page, name, stem) {
  await arrowTo(page, name);
  await page.keyboard.press("F2");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type(stem);
  await page.keyboard.press("Enter");
  await told(page, `Renamed to ${stem}.txt`);
  await tabTo(page, "Dismiss");
  await page.keyboard.press("Enter");
}

/** @param {Page} page @param {string} name */
async function previews(page, name) {
  await arrowTo(page, name);
  await page.keyboard.press("Space");
  const panel = page.getByRole("dialog", { name: `Preview of ${name}` });
  await panel.waitFor();
  await page.keyboard.press("Escape");
  await gone(panel);
}

/** @param {Page} page @param {string} name */
async function deletesAndRestores(page, name) {
  await arrowTo(page, name);
  await page.keyboard.press("Delete");
  await lists(page, ["first.txt"]);
  await tabTo(page, "Undo");
  await page.keyboard.press("Enter");
  await document(page, name).waitFor();
}

/** @param {Page} page @param {string} name */
async function takesName(page, name) {
  await tabTo(page, "Account menu, Anna");
  await atOnce(page, ["Enter", "Enter"]);
  await arrives(page, "Your account");
  await tabTo(page, "Name");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await told(page, "Your name is saved");
}

/**
 * Presses keys faster than the page could be waited for.
 * @param {Page} page
 * @param {string[]} keys
 */
async function atOnce(page, keys) {
  await Promise.all(keys.map((key) => page.keyboard.press(key)));
}

/** @param {Page} page @param {string} name of a document; Tab comes to the list, the arrows move in it */
async function arrowTo(page, name) {
  await document(page, name).waitFor();
  const names = await page.getByRole("rowheader").getByRole("link").evaluateAll((all) => all.map((link) => link.getAttribute("aria-label") ?? ""));
  if (!names.includes(await focused(page))) await tabTo(page, ...names);
  await page.keyboard.press("Home");
  for (let presses = 0; presses < names.length && (await focused(page)) !== name; presses += 1) await page.keyboard.press("ArrowDown");
  assert.equal(await focused(page), name);
}

/**
 * Presses Tab until what has the focus bears one of these names.
 * @param {Page} page
 * @param {...string} names
 */
async function tabTo(page, ...names) {
  const seen = new Set();
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    const here = await focused(page);
    if (names.includes(here)) return;
    seen.add(here);
  }
  throw new Error(`Tab never came to ${names.join(" or ")}, only to ${[...seen].join(" | ")}`);
}

/** @param {Page} page @returns {Promise<string>} the name of what has the focus */
function focused(page) {
  return page.evaluate(() => {
    const one = /** @type {any} */ (globalThis.document.activeElement);
    if (!one || one === globalThis.document.body) return "the page";
    return one.ariaLabel ?? one.labels?.[0]?.textContent.trim() ?? one.textContent.trim();
  });
}

/** @param {Page} page @returns {Promise<boolean>} whether a line is drawn around it, or around what stands for it */
function isMarked(page) {
  return page.evaluate(() => {
    const one = globalThis.document.activeElement;
    const frames = [getComputedStyle(one ?? globalThis.document.body), ...(one ? [getComputedStyle(one, "::after")] : [])];
    const label = one?.closest("label");
    if (label) frames.push(getComputedStyle(label));
    return frames.some(({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && parseFloat(outlineWidth) >= 2);
  });
}
