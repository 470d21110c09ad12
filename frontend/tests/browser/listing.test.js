import assert from "node:assert/strict";
import { story } from "./harness.js";
import { fill, notes } from "./many.js";
import { pdf, picture, text } from "./samples.js";
import { arrives, choose, document, eventually, gone, lists, topmost } from "./screen.js";

/** @typedef {import("playwright-core").Page} Page */

/** @param {import("./harness.js").Stage} stage @param {...import("./samples.js").Sample} samples */
async function harbourWith(stage, ...samples) {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  for (const sample of samples) await anna.upload(harbour, sample);
  return { anna, harbour };
}

/** @param {Page} page @param {"Table" | "Grid"} name */
const layout = (page, name) => page.getByRole("navigation", { name: "Layout" }).getByRole("link", { name });

/** @param {Page} page @param {string} name */
const card = (page, name) => page.getByRole("listitem").filter({ has: page.getByRole("link", { name, exact: true }) });

story("pictures are looked at in a grid, and the next project opens in one", async (stage) => {
  const { anna, harbour } = await harbourWith(stage, text("log.txt"), picture("plan.png"));
  const quay = await anna.project("Quay");
  await anna.upload(quay, picture("quay.png"));
  const page = await stage.open(anna, harbour.path);
  await layout(page, "Grid").click();
  assert.equal(new URL(page.url()).search, "?view=grid");
  await eventually(async () => assert.equal(await card(page, "plan.png").locator("img").evaluate((img) => /** @type {HTMLImageElement} */ (img).naturalWidth), 1));
  await card(page, "log.txt").getByText("txt", { exact: true }).waitFor();

  await page.goto(quay.path);
  await card(page, "quay.png").waitFor();
  await layout(page, "Table").click();
  await document(page, "quay.png").waitFor();
  await page.goBack();
  await card(page, "quay.png").waitFor();
});

story("documents of one type are found, and the address says so", async (stage) => {
  const { anna, harbour } = await harbourWith(stage, pdf("tides.pdf"), text("log.txt"), pdf("permit.pdf"));
  const page = await stage.open(anna, harbour.path);
  await page.getByLabel("Type").selectOption("PDFs");
  await lists(page, ["permit.pdf", "tides.pdf"]);
  assert.equal(new URL(page.url()).search, "?type=pdf");
  await page.reload();
  await lists(page, ["permit.pdf", "tides.pdf"]);
  await page.getByLabel("Type").selectOption("Pictures");
  await page.getByText("No documents of this type").waitFor();
  await page.getByRole("button", { name: "Clear the filter" }).click();
  await lists(page, ["permit.pdf", "log.txt", "tides.pdf"]);
  await page.goBack();
  await page.getByText("No documents of this type").waitFor();
});

story("the toolbar stays while the list scrolls", async (stage) => {
  const { anna, harbour } = await harbourWith(stage);
  await fill(anna, harbour, notes(60));
  const page = await stage.open(anna, `${harbour.path}?sort=name`);
  await document(page, "note 040.txt").scrollIntoViewIfNeeded();
  const box = await page.getByLabel("Filter by name").boundingBox();
  assert.ok(box && box.y >= 0 && box.y < 40, `at ${box?.y}`);
});

for (const view of /** @type {const} */ (["table", "grid"])) {
  story(`deep in a long list, Back and reload come to the same rows, as a ${view}`, async (stage) => {
    const { anna, harbour } = await harbourWith(stage);
    await fill(anna, harbour, notes(300));
    const page = await stage.open(anna, `${harbour.path}?view=${view}&sort=name`);
    await wheelTo(page, "note 230.txt");
    const before = await topmost(page);
    assert.ok(before.name > "note 150.txt", before.name);

    await page.reload();
    await eventually(async () => assert.deepEqual(await topmost(page), before));
    await page.getByRole("link", { name: "Projects", exact: true }).first().click();
    await arrives(page, "Projects");
    await page.goBack();
    await eventually(async () => assert.deepEqual(await topmost(page), before));
  });
}

story("a preview opened deep in a long list closes with Back at the same rows, and outlives a reload there", async (stage) => {
  const { anna, harbour } = await harbourWith(stage);
  await fill(anna, harbour, notes(300));
  const page = await stage.open(anna, `${harbour.path}?sort=name`);
  await wheelTo(page, "note 230.txt");
  const before = await topmost(page);
  await document(page, "note 230.txt").click();
  const panel = page.getByRole("dialog", { name: "Preview of note 230.txt" });
  await panel.getByText("note 230.txt", { exact: true }).first().waitFor();
  assert.deepEqual(await topmost(page), before);
  await page.reload();
  await panel.waitFor();
  await eventually(async () => assert.deepEqual(await topmost(page), before));
  await page.goBack();
  await gone(panel);
  await eventually(async () => assert.deepEqual(await topmost(page), before));
});

story("a list that does not come says what is safe, and can be asked for again", async (stage) => {
  const { anna, harbour } = await harbourWith(stage, text("log.txt"));
  const page = await stage.open(anna, "/projects");
  stage.expects(/ERR_FAILED|ERR_INTERNET_DISCONNECTED/);
  await page.route("**/documents?**", (route) => route.abort());
  await page.getByRole("heading", { name: "Harbour" }).getByRole("link").click();
  await page.getByRole("alert").getByText("What is stored is safe").waitFor();
  await page.unroute("**/documents?**");
  await page.getByRole("button", { name: "Try again" }).click();
  await lists(page, ["log.txt"]);
  assert.equal(new URL(page.url()).pathname, harbour.path);
});

story("a slow list shows its shape while it is on its way, and a first step where it is empty", async (stage) => {
  const { anna, harbour } = await harbourWith(stage);
  const page = await stage.open(anna, "/projects");
  /** @type {() => void} */ let arrive = () => undefined;
  const late = new Promise((resolve) => (arrive = () => resolve(undefined)));
  await page.route("**/documents?**", (route) => late.then(() => route.continue()));
  await page.getByRole("heading", { name: "Harbour" }).getByRole("link").click();
  await page.getByRole("status", { name: "Loading" }).waitFor();
  arrive();
  await page.getByText("Drop files anywhere on this page").waitFor();
  await gone(page.getByRole("status", { name: "Loading" }));
  assert.equal(new URL(page.url()).pathname, harbour.path);
});

story("the preview goes on to the next document when one is deleted beside it", async (stage) => {
  const { anna, harbour } = await harbourWith(stage, text("c.txt"), text("b.txt"), text("a.txt"));
  const page = await stage.open(anna, harbour.path);
  await document(page, "b.txt").click();
  await page.getByRole("dialog", { name: "Preview of b.txt" }).waitFor();
  await choose(page, "Actions for b.txt", "Delete");
  await page.getByRole("dialog", { name: "Preview of c.txt" }).waitFor();
  await lists(page, ["a.txt", "c.txt"]);
});

/** Turns the wheel until a document is there to be seen. @param {Page} page @param {string} name */
async function wheelTo(page, name) {
  const link = page.getByRole("link", { name, exact: true });
  await page.mouse.move(600, 500);
  await eventually(async () => {
    if ((await link.count()) === 0) await page.mouse.wheel(0, 2000);
    assert.equal(await link.count(), 1);
  });
  await link.scrollIntoViewIfNeeded();
  // The place is kept once the scroll has come to rest.
  await eventually(async () => assert.ok(await page.evaluate(isKept)));
}

/** Runs in the page. */
function isKept() {
  const { id, top } = history.state?.place ?? {};
  return globalThis.document.querySelector(`[data-id="${id}"]`)?.getBoundingClientRect().top === top;
}
