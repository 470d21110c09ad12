import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { story } from "./harness.js";
import { assertAccessible, assertFits, assertTouchable } from "./judge.js";
import { fill, notes } from "./many.js";
import { picture, text } from "./samples.js";
import { arrives, document, eventually, gone, listen } from "./screen.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("./harness.js").Stage} Stage */

const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

/** Somebody with documents in two projects. @param {Stage} stage @param {string} [path] @param {import("playwright-core").BrowserContextOptions} [look] */
async function furnished(stage, path, look) {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const quay = await anna.project("Quay");
  await anna.upload(harbour, text("log.txt", "Calm sea.\nMoor the <b>Boats</b> at noon.\n"));
  await anna.upload(harbour, picture("Réunion.png"));
  await anna.upload(quay, text("boat plan.txt"));
  return { anna, harbour, quay, page: await stage.open(anna, path, look) };
}

/** @param {Page} page */
const field = (page) => page.getByRole("searchbox", { name: "Search all documents" }).filter({ visible: true });

/** @param {Page} page @param {string[]} expected the names that were found, from the top, soon */
function finds(page, expected) {
  return eventually(async () => {
    const names = await page.locator(".hit-link").evaluateAll((all) => all.map((link) => link.getAttribute("aria-label")));
    assert.deepEqual(names, expected);
  });
}

/** Until the worker has read the texts. @param {Page} page @param {string[]} expected */
function findsInTime(page, expected) {
  return eventually(async () => {
    await page.reload();
    await page.locator(".hit-link, .state").first().waitFor();
    const names = await page.locator(".hit-link").evaluateAll((all) => all.map((link) => link.getAttribute("aria-label")));
    assert.deepEqual(names, expected);
  });
}

story("a word finds names and texts in all projects, and its places are marked", async (stage) => {
  const { page } = await furnished(stage);
  await field(page).fill("boat");
  await field(page).press("Enter");
  await arrives(page, "Search");
  await findsInTime(page, ["boat plan.txt", "log.txt"]);
  await page.locator("#content").getByText("2 documents", { exact: true }).waitFor();
  const hit = page.getByRole("listitem").filter({ hasText: "log.txt" });
  await hit.getByText("Calm sea. Moor the <b>Boats</b> at noon.").waitFor();
  assert.deepEqual(await hit.locator("mark").allTextContents(), ["Boats"]);
  await hit.getByText("Harbour").waitFor();
});

story("what was found opens in its project, and Back leads to what was found", async (stage) => {
  const { page } = await furnished(stage, "/search?q=reunion");
  await finds(page, ["Réunion.png"]);
  assert.equal(await field(page).inputValue(), "reunion");
  await page.getByRole("link", { name: "Réunion.png" }).click();
  await arrives(page, "Harbour");
  await page.getByRole("dialog", { name: "Preview of Réunion.png" }).waitFor();
  assert.equal(await field(page).inputValue(), "");
  await page.goBack();
  await finds(page, ["Réunion.png"]);
  assert.equal(await field(page).inputValue(), "reunion");
});

story("on its page, the search follows what one types", async (stage) => {
  const { page } = await furnished(stage, "/search");
  await page.getByText("Search all your projects").waitFor();
  await field(page).pressSequentially("pla");
  await finds(page, ["boat plan.txt"]);
  assert.match(page.url(), /\/search\?q=pla$/);
  await field(page).pressSequentially("!nowhere");
  await page.getByRole("heading", { name: "No document has these words" }).waitFor();
  await field(page).fill("");
  await page.getByText("Search all your projects").waitFor();
  assert.match(page.url(), /\/search$/);
});

story("a stroke leads to the field, the arrows through what was found", async (stage) => {
  const { page, harbour } = await furnished(stage, "/projects");
  await page.goto(harbour.path);
  await document(page, "log.txt").focus();
  await page.keyboard.press("/");
  await eventually(async () => assert.equal(await field(page).evaluate((input) => input === globalThis.document.activeElement), true));
  await page.keyboard.type("txt");
  await page.keyboard.press("Enter");
  await finds(page, ["boat plan.txt", "log.txt"]);
  await page.getByRole("link", { name: "boat plan.txt" }).focus();
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => globalThis.document.activeElement?.getAttribute("aria-label")), "log.txt");
  await page.keyboard.press("Enter");
  await arrives(page, "Harbour");
  await page.getByPlaceholder("Filter by name").pressSequentially("a/b");
  assert.equal(await page.getByPlaceholder("Filter by name").inputValue(), "a/b");
});

story("more is found page by page", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  await fill(anna, harbour, notes(60));
  const page = await stage.open(anna, "/search?q=note");
  await page.locator("#content").getByText("The first 50 documents").waitFor();
  await page.getByRole("button", { name: "Load more documents" }).click();
  await page.locator("#content").getByText("60 documents", { exact: true }).waitFor();
  assert.equal(await page.locator(".hit").count(), 60);
  const fiftyFirst = page.locator(".hit-link").nth(50);
  assert.equal(await fiftyFirst.evaluate((link) => link === globalThis.document.activeElement), true);
});

story("a search that fails says so, and can be tried again", async (stage) => {
  stage.expects(/status of 503/);
  const { page } = await furnished(stage);
  const searches = "**/api/v1/search?*";
  await page.route(searches, (route) => route.fulfill({ status: 503, body: "{}" }));
  await field(page).fill("plan");
  await field(page).press("Enter");
  await page.getByRole("alert").waitFor();
  await page.unroute(searches);
  await page.getByRole("button", { name: "Try again" }).click();
  await finds(page, ["boat plan.txt"]);
  await gone(page.getByRole("alert"));
});

story("of a search that failed nothing is said but that, and of one that was left nothing at all", async (stage) => {
  stage.expects(/status of 503/);
  const { page } = await furnished(stage, "/search?q=boat");
  const said = await listen(page);
  await page.route("**/api/v1/search?*", (route) => route.fulfill({ status: 503, body: "{}" }), { times: 1 });
  await field(page).fill("nowhere");
  await page.getByRole("alert").waitFor();
  await page.route("**/api/v1/search?*", () => undefined, { times: 1 });
  await field(page).fill("elsewhere");
  await eventually(async () => assert.match(page.url(), /elsewhere/));
  await page.getByRole("link", { name: "Projects", exact: true }).click();
  await arrives(page, "Projects");
  await page.waitForTimeout(500);
  assert.deepEqual((await said()).filter((words) => /No document|\d documents?/.test(words)), []);
});

story("what is read on is of the question that is shown", async (stage) => {
  const anna = await stage.person();
  await fill(anna, await anna.project("Harbour"), [...notes(60), "log.txt"]);
  const page = await stage.open(anna, "/search?q=note");
  await page.locator("#content").getByText("The first 50 documents").waitFor();
  await page.route(/\/search\?q=log$/, async (route) => {
    await pause(1000);
    await route.continue();
  });
  await field(page).fill("log");
  await eventually(async () => assert.match(page.url(), /q=log/));
  await page.getByRole("button", { name: "Load more documents" }).click();
  await finds(page, ["log.txt"]);
  await page.locator("#content").getByText("1 document", { exact: true }).waitFor();
});

story("on a phone the search is in the bar, and within reach", async (stage) => {
  const { anna, harbour, page } = await furnished(stage, "/projects", PHONE);
  const long = `${"a name without any end ".repeat(10)}.txt`;
  await anna.upload(harbour, text(long));
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Search" }).tap();
  await arrives(page, "Search");
  await field(page).fill("txt");
  await finds(page, [long, "boat plan.txt", "log.txt"]);
  await assertFits(page);
  await assertTouchable(page);
});

for (const colorScheme of /** @type {("light" | "dark")[]} */ (["light", "dark"])) {
  for (const size of [{ viewport: { width: 1280, height: 740 } }, PHONE]) {
    story(`axe finds nothing on the search, ${colorScheme}, ${size.viewport.width} px`, async (stage) => {
      stage.expects(/status of 503/);
      const { page } = await furnished(stage, "/search", { ...size, colorScheme, reducedMotion: "reduce" });
      await assertAccessible(page, "nothing asked yet");
      await page.goto("/search?q=boat");
      await findsInTime(page, ["boat plan.txt", "log.txt"]);
      await assertAccessible(page, "found");
      await page.goto("/search?q=nowhere");
      await page.getByRole("heading", { name: "No document has these words" }).waitFor();
      await assertAccessible(page, "nothing found");
      await page.route("**/api/v1/search?*", (route) => route.fulfill({ status: 503, body: "{}" }));
      await page.reload();
      await page.getByRole("alert").waitFor();
      await assertAccessible(page, "failed");
    });
  }
}
