import assert from "node:assert/strict";
import { test } from "node:test";
import { ROWS, windowOf } from "../../lib/upload-window.js";

/** @param {string} states one letter an upload: d(one), s(ending), w(aiting), f(ailed), c(ancelled) */
const uploads = (states) => [...states].map((letter, n) => ({ n, state: /** @type {any} */ ({ d: "done", s: "sending", w: "waiting", f: "failed", c: "cancelled" })[letter] }));

test("a hundred uploads all have their row", () => {
  assert.equal(windowOf(uploads("w".repeat(ROWS))).length, ROWS);
});

test("of ten thousand, those around the ones being sent are shown", () => {
  const shown = windowOf(uploads(`${"d".repeat(5000)}sss${"w".repeat(5000)}`));
  assert.equal(shown.length, ROWS);
  assert.deepEqual([shown[0].n, shown[10].state, shown[13].state], [4990, "sending", "waiting"]);
});

test("what failed long ago stays in sight", () => {
  const shown = windowOf(uploads(`f${"d".repeat(300)}s${"w".repeat(300)}`));
  assert.deepEqual([shown[0].n, shown[0].state, shown.length], [0, "failed", ROWS]);
});

test("when all is over, the last ones are shown", () => {
  const shown = windowOf(uploads(`${"f".repeat(200)}${"d".repeat(300)}`));
  assert.equal(shown.at(-1)?.n, 499);
  assert.ok(shown.length <= ROWS);
  assert.ok(shown.some(({ state }) => state === "failed"));
});
