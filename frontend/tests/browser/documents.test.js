import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { story } from "./harness.js";
import { fill, notes } from "./many.js";
import { bulk, text } from "./samples.js";
import { choose, document, eventually, gone, lists, told, undo } from "./screen.js";

/** @param {import("./harness.js").Stage} stage @param {...import("./samples.js").Sample} samples */
async function harbourWith(stage, ...samples) {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  for (const sample of samples) await anna.upload(harbour, sample);
  return { anna, harbour, page: await stage.open(anna, harbour.path) };
}

story("the order and the filter are in the address, and stay over reload and Back", async (stage) => {
  const { page } = await harbourWith(stage, bulk("b plan.bin", 10), bulk("a plan.bin", 300), bulk("chart.bin", 20));
  await lists(page, ["chart.bin", "a plan.bin", "b plan.bin"]);
  await page.getByRole("columnheader", { name: "Size" }).getByRole("button").click();
  await lists(page, ["a plan.bin", "chart.bin", "b plan.bin"]);
  await page.getByLabel("Sort by").selectOption("Name, A to Z");
  await lists(page, ["a plan.bin", "b plan.bin", "chart.bin"]);
  await page.getByLabel("Filter by name").fill("PLAN");
  await lists(page, ["a plan.bin", "b plan.bin"]);
  assert.equal(new URL(page.url()).search, "?sort=name&q=PLAN");

  await page.reload();
  await lists(page, ["a plan.bin", "b plan.bin"]);
  assert.equal(await page.getByLabel("Filter by name").inputValue(), "PLAN");
  await page.goBack();
  await lists(page, ["a plan.bin", "chart.bin", "b plan.bin"]);
});

story("a filter that finds nothing says so and can be cleared", async (stage) => {
  const { page } = await harbourWith(stage, text("plan.txt"));
  await page.getByLabel("Filter by name").fill("boat");
  await page.getByText("No document has this in its name").waitFor();
  await page.getByRole("button", { name: "Clear the filter" }).click();
  await lists(page, ["plan.txt"]);
});

story("a document is renamed, and Undo gives the old name back", async (stage) => {
  const { page, anna, harbour } = await harbourWith(stage, text("plan.txt"));
  await choose(page, "Actions for plan.txt", "Rename");
  await page.getByRole("dialog").getByLabel("Name").fill("piers 1/2.txt");
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await page.getByText("A name cannot contain / or \\ or control characters.").waitFor();
  await page.getByRole("dialog").getByLabel("Name").fill("piers 1 and 2.txt");
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await told(page, "Renamed to piers 1 and 2.txt");
  await lists(page, ["piers 1 and 2.txt"]);
  assert.equal((await anna.documents(harbour))[0].name, "piers 1 and 2.txt");
  await undo(page);
  await told(page, "Renamed to plan.txt");
  await lists(page, ["plan.txt"]);
  assert.equal((await anna.documents(harbour))[0].name, "plan.txt");
});

story("a new name is seen at once, and taken back with a reason where the server refuses it", async (stage) => {
  const { page } = await harbourWith(stage, text("plan.txt"));
  const refuse = await refusal(page, "PATCH");
  stage.expects(/status of 503/);
  await choose(page, "Actions for plan.txt", "Rename");
  await page.getByRole("dialog").getByLabel("Name").fill("chart.txt");
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await lists(page, ["chart.txt"]);
  refuse();
  await lists(page, ["plan.txt"]);
  await page.getByText(/^plan\.txt keeps its name\. Quayside is busy.*What is stored is safe/).first().waitFor();
});

story("a deleted document is gone at once, and comes back with a reason where the server refuses", async (stage) => {
  const { page } = await harbourWith(stage, text("one.txt"), text("two.txt"));
  const refuse = await refusal(page, "DELETE");
  stage.expects(/status of 503/);
  await choose(page, "Actions for one.txt", "Delete");
  await lists(page, ["two.txt"]);
  refuse();
  await lists(page, ["two.txt", "one.txt"]);
  await page.getByText(/^one\.txt is still here\. Quayside is busy.*What is stored is safe/).first().waitFor();
});

story("a downloaded document has its name and every byte", async (stage) => {
  const chart = bulk("Übersicht 2.bin", 200_000);
  const { page } = await harbourWith(stage, chart);
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download Übersicht 2.bin" }).click();
  const download = await downloading;
  assert.equal(download.suggestedFilename(), "Übersicht 2.bin");
  assert.ok(chart.buffer.equals(await readFile(await download.path())));
});

story("a document is deleted without a question, and Undo brings it back", async (stage) => {
  const { page, anna, harbour } = await harbourWith(stage, text("one.txt"), text("two.txt"));
  await choose(page, "Actions for one.txt", "Delete");
  await lists(page, ["two.txt"]);
  await told(page, "Deleted one.txt");
  await undo(page);
  await told(page, "Restored one.txt");
  await lists(page, ["two.txt", "one.txt"]);
  assert.equal((await anna.documents(harbour)).length, 2);
});

story("a document deleted just before the tab was closed is restored from the Deleted view", async (stage) => {
  const { page, harbour } = await harbourWith(stage, text("plan.txt"));
  const context = page.context();
  await choose(page, "Actions for plan.txt", "Delete");
  await page.close();

  const later = await context.newPage();
  await later.goto(harbour.path);
  await later.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Deleted" }).click();
  await later.getByRole("button", { name: "Restore plan.txt" }).click();
  await told(later, "Restored plan.txt");
  await gone(later.getByRole("button", { name: "Restore plan.txt" }));
  await later.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Current" }).click();
  await document(later, "plan.txt").waitFor();
});

story("a list longer than one page goes on while one scrolls", async (stage) => {
  const { page, anna, harbour } = await harbourWith(stage);
  const names = notes(300);
  await fill(anna, harbour, names);
  await page.goto(`${harbour.path}?sort=name`);
  await document(page, "note 001.txt").waitFor();
  assert.equal(await document(page, "note 300.txt").count(), 0);
  await page.mouse.move(600, 400);
  await eventually(async () => {
    await page.mouse.wheel(0, 20_000);
    assert.equal(await document(page, "note 300.txt").count(), 1);
  });
  await lists(page, names);
});

/**
 * The server will say no to changes of documents, but not before it is told to.
 * @param {import("playwright-core").Page} page
 * @param {string} method
 * @returns {Promise<() => void>}
 */
async function refusal(page, method) {
  /** @type {() => void} */ let refuse = () => undefined;
  const moment = new Promise((resolve) => (refuse = () => resolve(undefined)));
  const answer = { status: 503, contentType: "application/problem+json", body: JSON.stringify({ code: "unavailable", status: 503 }) };
  await page.route("**/api/v1/documents/*", (route) => (route.request().method() === method ? moment.then(() => route.fulfill(answer)) : route.continue()));
  return refuse;
}
