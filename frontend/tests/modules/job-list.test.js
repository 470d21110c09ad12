import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { hasFile, JobList } from "../../lib/job-list.js";

/** @typedef {import("../../lib/types.js").Job} Job */

const HOUR = 3_600_000;

/** @param {string} id @param {Partial<Job>} [rest] @returns {Job} */
function job(id, rest) {
  const result = { name: "Harbour.zip", media_type: "application/zip", size: 1, expires_at: new Date(Date.now() + HOUR).toISOString() };
  const finished_at = new Date(Date.now() - HOUR).toISOString();
  return /** @type {any} */ ({ id, kind: "export", state: "succeeded", progress: 100, project_id: "p", result, finished_at, ...rest });
}

/** @param {string} id @param {number} [progress] */
const running = (id, progress = 0) => job(id, { state: "running", progress, result: null, finished_at: null });

/** @param {...Job} jobs that the server has */
function listOf(...jobs) {
  /** @type {string[]} */ const gone = [];
  /** @type {string[]} */ const told = [];
  let reads = 0;
  const server = {
    ask: async () => running("9"),
    list: async () => {
      reads += 1;
      return [...jobs];
    },
    read: async (/** @type {string} */ id) => jobs.find((one) => one.id === id) ?? Promise.reject(new Error("gone")),
    cancel: async (/** @type {string} */ id) => ({ ...running(id), cancel_requested: true }),
  };
  const list = new JobList(server, { has: (id) => gone.includes(id), add: (ids) => gone.push(...ids) });
  for (const name of ["asked", "ended"]) list.addEventListener(name, (event) => told.push(`${name} ${/** @type {CustomEvent} */ (event).detail.id}`));
  const ids = () => list.jobs.map(({ id }) => id);
  return { list, told, ids, jobs, server, reads: () => reads };
}

test("a reload finds what is under way and what has ended lately, the newest first", async () => {
  const old = job("0", { finished_at: new Date(Date.now() - 25 * HOUR).toISOString() });
  const { list, ids, told } = listOf(job("1"), old, running("2"), job("3", { kind: "thumbnail" }));
  await list.load();
  assert.deepEqual(ids(), ["2", "1"]);
  assert.deepEqual(told, []);
});

test("news of progress are taken as they come, and the end is read in full", async () => {
  const { list, told, jobs } = listOf(running("1"));
  await list.load();
  list.hear({ id: "1", kind: "export", state: "running", progress: 40, project_id: "p" });
  assert.equal(list.jobs[0].progress, 40);
  jobs[0] = job("1");
  list.hear({ id: "1", kind: "export", state: "succeeded", progress: 100, project_id: "p" });
  await pause(0);
  assert.equal(list.jobs[0].result?.name, "Harbour.zip");
  assert.deepEqual([told, list.underWay], [["ended 1"], []]);
});

test("an attempt that failed says why, though news do not carry it", async () => {
  const { list, jobs } = listOf(running("1", 40));
  await list.load();
  jobs[0] = { ...running("1"), state: "queued", error: "The storage did not answer." };
  list.hear({ id: "1", kind: "export", state: "queued", progress: 0, project_id: "p" });
  await pause(0);
  assert.deepEqual([list.jobs[0].state, list.jobs[0].error], ["queued", "The storage did not answer."]);
});

test("an older answer does not bring back what has ended since", async () => {
  const { list, told, jobs, server } = listOf(running("1"));
  await list.load();
  const { read } = server;
  server.read = async () => {
    await pause(20);
    return running("1", 90);
  };
  const late = list.look();
  server.read = read;
  jobs[0] = job("1");
  await list.look();
  await late;
  assert.deepEqual([list.underWay, told], [[], ["ended 1"]]);
});

test("what an administrator starts again is under way again, and news that come too late start nothing", async () => {
  const { list, told, jobs } = listOf(running("1"));
  await list.load();
  jobs[0] = job("1", { state: "dead", result: null });
  await list.look();
  list.hear({ id: "1", kind: "export", state: "running", progress: 90, project_id: "p" });
  await pause(0);
  assert.deepEqual([list.underWay, told], [[], ["ended 1"]]);
  jobs[0] = running("1", 5);
  list.hear({ id: "1", kind: "export", state: "running", progress: 5, project_id: "p" });
  await pause(0);
  assert.deepEqual(list.underWay.map(({ progress }) => progress), [5]);
});

test("what is asked for in another tab comes too; what nobody asked for does not", async () => {
  const { list, ids } = listOf(running("1"), job("2", { kind: "thumbnail" }));
  list.hear({ id: "1", kind: "export", state: "queued", progress: 0, project_id: "p" });
  list.hear({ id: "2", kind: "thumbnail", state: "queued", progress: 0, project_id: "p" });
  await pause(400);
  assert.deepEqual(ids(), ["1"]);
});

test("the jobs of others are asked after once, and not with every percent", async () => {
  const { list, reads } = listOf();
  for (let progress = 0; progress <= 100; progress += 50) {
    list.hear({ id: "1", kind: "export", state: "running", progress, project_id: "p" });
    await pause(350);
  }
  assert.equal(reads(), 1);
});

test("what was dismissed stays away, after a reload too", async () => {
  const { list, ids } = listOf(job("1"), job("2"));
  await list.load();
  list.dismiss("1");
  await list.load();
  list.hear({ id: "1", kind: "export", state: "succeeded", progress: 100, project_id: "p" });
  await pause(400);
  assert.deepEqual(ids(), ["2"]);
});

test("a server that does not answer takes nothing off the list", async () => {
  const { list, ids, jobs } = listOf(running("1"));
  await list.load();
  jobs.length = 0;
  await list.look();
  assert.deepEqual(ids(), ["1"]);
});

test("what is cancelled shows it until it has ended", async () => {
  const { list, told, jobs } = listOf(running("1"));
  await list.load();
  await list.cancel("1");
  assert.deepEqual([list.jobs[0].cancel_requested, told], [true, []]);
  jobs[0] = job("1", { state: "cancelled", result: null });
  await list.look();
  assert.deepEqual(told, ["ended 1"]);
});

test("a file that has expired is none", () => {
  const done = job("1");
  assert.equal(hasFile(done), true);
  assert.equal(hasFile(done, Date.now() + 2 * HOUR), false);
  assert.equal(hasFile(job("2", { result: null })), false);
});

test("what comes after the sign-out is nobody's any more", async () => {
  const { list, ids } = listOf(running("1"));
  await list.load();
  const late = [list.load(), list.look(), list.cancel("1"), list.ask("p", "export")];
  list.reset();
  await Promise.all(late);
  assert.deepEqual(ids(), []);
});
