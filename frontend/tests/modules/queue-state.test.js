import assert from "node:assert/strict";
import { test } from "node:test";
import { countOf, kindsOf, readQueueState, writeQueueState } from "../../lib/queue-state.js";

/** @typedef {import("../../lib/types-admin.js").System} System */

/** @type {System} */
const system = {
  at: "2026-11-22T12:00:00Z",
  integrity: { checked_at: null, documents: 0, bytes: 0, damaged: [] },
  jobs: [
    { kind: "thumbnail", state: "queued", count: 3 },
    { kind: "tomorrow", state: "queued", count: 1 },
    { kind: "thumbnail", state: "dead", count: 2 },
  ],
  unknown_kinds: ["tomorrow"],
  oldest_runnable_seconds: 0,
  workers: [],
  schedules: [],
};

test("the address keeps what is looked at, and nothing that makes no sense", () => {
  const state = readQueueState(new URLSearchParams("?state=dead&kind=thumbnail"));
  assert.deepEqual(state, { state: "dead", kind: "thumbnail" });
  assert.equal(writeQueueState(state), "?state=dead&kind=thumbnail");
  assert.deepEqual(readQueueState(new URLSearchParams("?state=lost&kind=A%20b")), { state: null, kind: null });
  assert.equal(writeQueueState({ state: null, kind: null }), "?");
});

test("jobs are counted by state, and by kind", () => {
  assert.equal(countOf(system, "queued"), 4);
  assert.equal(countOf(system, "running"), 0);
  assert.deepEqual(kindsOf(system), [
    { kind: "thumbnail", queued: 3, running: 0, dead: 2, unknown: false },
    { kind: "tomorrow", queued: 1, running: 0, dead: 0, unknown: true },
  ]);
});
