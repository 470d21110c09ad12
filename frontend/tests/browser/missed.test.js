// What a page was not told, or could not read when it was, and how it comes to know it all the same.

import assert from "node:assert/strict";
import { gate } from "./gate.js";
import { story } from "./harness.js";
import { text } from "./samples.js";
import { arrives, choose, eventually, lists, look } from "./screen.js";
import { STREAM, together } from "./together.js";

/** @typedef {import("playwright-core").Page} Page */

const LIST = /\/documents\?/;

story("what comes while a list is read again stays, and what goes does not come back", async (stage) => {
  const { ben, harbour, page } = await together(stage, ["log.txt", "old.txt"]);
  await lists(page, ["old.txt", "log.txt"]);
  const [read, arrived] = [gate(), gate()];
  await page.route(LIST, async (route) => {
    const response = await route.fetch();
    read.open();
    await arrived.opened;
    await route.fulfill({ response });
  }, { times: 1 });
  await misses(page);
  await read.opened;
  const [old] = await ben.documents(harbour);
  await ben.remove(old);
  await ben.upload(harbour, text("new.txt"));
  await lists(page, ["new.txt", "log.txt"]);
  arrived.open();
  await page.waitForTimeout(500);
  await lists(page, ["new.txt", "log.txt"]);
});

story("a document that could not be read when it was news is there once the line opens again", async (stage) => {
  stage.expects(/status of 503/);
  const { ben, harbour, page } = await together(stage, ["log.txt"]);
  await lists(page, ["log.txt"]);
  const failed = page.waitForResponse((response) => response.status() === 503);
  await page.route(/\/documents\/[^/]+$/, (route) => route.fulfill({ status: 503, body: "{}" }), { times: 1 });
  await ben.upload(harbour, text("plan.txt"));
  await failed;
  const open = page.waitForResponse(STREAM);
  await look(page, false);
  await look(page, true);
  await open;
  await lists(page, ["plan.txt", "log.txt"]);
});

story("what happens before the line stands is seen when it does", async (stage) => {
  const { ben, harbour, page } = await together(stage, ["log.txt"]);
  const line = gate();
  await page.route(STREAM, (route) => line.opened.then(() => route.continue()), { times: 1 });
  await page.reload();
  await lists(page, ["log.txt"]);
  await ben.upload(harbour, text("plan.txt"));
  line.open();
  await lists(page, ["plan.txt", "log.txt"]);
});

story("what others delete takes its place in the Deleted view, and many are read at one go", async (stage) => {
  const names = ["a.txt", "b.txt", "c.txt", "d.txt"];
  const { ben, harbour, page } = await together(stage, names);
  const [d, c, b, a] = await ben.documents(harbour);
  await ben.remove(d);
  await page.goto(`${harbour.path}?deleted=true&sort=name`);
  await deleted(page, ["d.txt"]);
  await page.waitForTimeout(1000);
  let reads = 0;
  page.on("request", (request) => (reads += Number(LIST.test(request.url()))));
  await Promise.all([b, a, c].map((one) => ben.remove(one)));
  await deleted(page, names);
  assert.ok(reads <= 2, `${reads} reads`);
});

story("a project that went away unheard is called gone, and the focus is not lost", async (stage) => {
  stage.expects(/status of 404/);
  for (const part of ["", "/members"]) {
    const { harbour, page } = await together(stage);
    await page.goto(`${harbour.path}${part}`);
    await page.getByRole("button", { name: "Project actions" }).focus();
    await page.route(`**/api/v1/projects/${harbour.id}`, (route) => route.fulfill({ status: 404, body: "{}" }));
    await misses(page);
    await arrives(page, "This project is gone");
    assert.equal(await page.evaluate(() => globalThis.document.activeElement?.textContent), "This project is gone");
    await page.locator("#announce", { hasText: "This project is gone" }).waitFor({ state: "attached" });
  }
});

story("the head of a project's other parts counts along, and its activity goes on", async (stage) => {
  const { ben, harbour, page } = await together(stage);
  await page.goto(`${harbour.path}/activity`);
  await page.getByText("No documents yet").waitFor();
  await ben.upload(harbour, text("plan.txt"));
  await page.locator("#content").getByText("1 document", { exact: false }).waitFor();
  await page.getByText("Ben added “plan.txt”").waitFor();
  await choose(page, "Project actions", "Edit details");
  await page.getByRole("dialog").getByLabel("Name").fill("Quay");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("You renamed", { exact: false }).waitFor();
  assert.equal(await page.title(), "Activity in Quay · Quayside");
});

story("a new name of a document changes no numbers, and the projects are not read anew", async (stage) => {
  const { ben, harbour, page } = await together(stage, ["log.txt"]);
  await page.goto("/projects");
  await page.locator("#content").getByText("1 document").waitFor();
  const [log] = await ben.documents(harbour);
  await ben.rename(log, "map.txt");
  const asked = page.waitForRequest(/\/projects\?/, { timeout: 3000 });
  await assert.rejects(asked, /Timeout/);
  await ben.remove(log);
  await page.getByText("No documents yet").waitFor();
});

/** As after a break that lasted too long for the server to tell of it. @param {Page} page */
function misses(page) {
  const events = "/lib/events.js";
  return page.evaluate(async (path) => (await import(path)).tell("reset", null), events);
}

/** @param {Page} page @param {string[]} expected the names of what is deleted, from the top, soon */
function deleted(page, expected) {
  return eventually(async () => {
    const names = await page.getByRole("table").getByRole("rowheader").locator(".file-name").evaluateAll((all) => all.map((one) => one.getAttribute("title")));
    assert.deepEqual(names, expected);
  });
}
