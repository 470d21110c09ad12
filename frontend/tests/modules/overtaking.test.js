import assert from "node:assert/strict";
import { test } from "node:test";
import { overtaking } from "../../lib/overtaking.js";

test("a question ends the one before, and all end when the page is left", () => {
  const leave = new AbortController();
  const next = overtaking(leave.signal);
  const [first, second] = [next(), next()];
  assert.deepEqual([first.aborted, second.aborted], [true, false]);
  leave.abort();
  assert.deepEqual([second.aborted, next().aborted], [true, true]);
});
