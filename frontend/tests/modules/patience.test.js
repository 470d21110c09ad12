import assert from "node:assert/strict";
import { test } from "node:test";
import { patiently, pauseAfter } from "../../lib/patience.js";
import { errorFrom, networkError } from "../../lib/problem.js";

const answer = (/** @type {number} */ status, /** @type {string} */ code, /** @type {string | null} */ after = null) =>
  errorFrom(status, JSON.stringify({ code }), after);
const inFlight = answer(409, "idempotency_in_flight", "1");

test("a first attempt that is still under way is waited for", async () => {
  const answers = [inFlight, inFlight, null];
  /** @type {number[]} */ const waited = [];
  const attempt = async () => {
    const error = answers.shift();
    if (error) throw error;
    return "stored";
  };
  assert.equal(await patiently(attempt, async (seconds) => void waited.push(seconds)), "stored");
  assert.deepEqual(waited, [1, 2]);
});

test("it is not waited for longer than two minutes", async () => {
  let waited = 0;
  const wait = async (/** @type {number} */ seconds) => {
    waited += seconds;
  };
  await assert.rejects(patiently(() => Promise.reject(inFlight), wait), { code: "idempotency_in_flight" });
  assert.ok(waited > 60 && waited < 120, `${waited} s`);
});

test("a busy server is asked again when it said, and not more than five times", () => {
  const busy = answer(503, "unavailable", "5");
  assert.deepEqual([0, 1, 2, 3, 4, 5].map((tries) => pauseAfter(busy, tries)), [5, 5, 5, 8, 10, null]);
  assert.equal(pauseAfter(answer(429, "too_many_requests", "30"), 0), 30);
});

test("who should wait for a quarter of an hour is told so instead", () => {
  assert.equal(pauseAfter(answer(429, "too_many_requests", "900"), 0), null);
});

test("nothing else is tried again by itself", () => {
  for (const error of [networkError(), answer(413, "payload_too_large"), answer(500, "internal"), answer(422, "invalid_input"), new Error("ours")]) {
    assert.equal(pauseAfter(error, 0), null, String(error));
  }
});
