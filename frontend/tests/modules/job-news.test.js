import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { JobList } from "../../lib/job-list.js";
import { JobNews } from "../../lib/job-news.js";

/** @param {Partial<import("../../lib/types.js").Job>} rest @returns {any} */
const job = (rest) => ({ id: "1", kind: "export", state: "running", progress: 0, result: null, project_id: "p", ...rest });

/** @param {any} end how the job ends */
async function said(end) {
  /** @type {string[]} */ const words = [];
  const list = new JobList({ ask: async () => job({ state: "queued" }), list: async () => [], read: async () => end, cancel: async () => end }, { has: () => false, add: () => undefined });
  new JobNews(list, (message) => words.push(message), async () => "ZIP of Harbour").listen();
  await list.ask("p", "export");
  await turn();
  for (let progress = 0; progress <= 100; progress += 1) list.hear(job({ progress }));
  list.hear(end);
  for (let turns = 0; turns < 5; turns += 1) await turn();
  return words;
}

const BEGIN = "Making ZIP of Harbour. You find it under Exports and reports.";

test("a job is told of when it begins and when its file is ready, and not of every percent", async () => {
  const result = { name: "Harbour.zip", media_type: "application/zip", size: 1, expires_at: "2999-01-01T00:00:00Z" };
  assert.deepEqual(await said(job({ state: "succeeded", result })), [BEGIN, "ZIP of Harbour is ready to download"]);
});

test("a failure says why, and a job that was cancelled that it is", async () => {
  assert.deepEqual(await said(job({ state: "dead", error: "The storage did not answer." })), [BEGIN, "ZIP of Harbour was not made. The storage did not answer."]);
  assert.deepEqual(await said(job({ state: "cancelled" })), [BEGIN, "ZIP of Harbour is cancelled"]);
});

test("of one that takes long, the quarters are told, with rests between", async (t) => {
  t.mock.timers.enable({ apis: ["Date"] });
  /** @type {string[]} */ const words = [];
  const list = new JobList(/** @type {any} */ ({ ask: async () => job({}) }), { has: () => false, add: () => undefined });
  new JobNews(list, (message) => words.push(message), async () => "ZIP of Harbour").listen();
  await list.ask("p", "export");
  for (let progress = 0; progress <= 100; progress += 1) {
    t.mock.timers.tick(1000);
    list.hear(job({ progress }));
    await turn();
  }
  assert.deepEqual(words.slice(1), [25, 50, 75].map((percent) => `ZIP of Harbour: ${percent} percent`));
});
