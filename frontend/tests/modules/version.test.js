import assert from "node:assert/strict";
import { test } from "node:test";
import { VersionWatch } from "../../lib/version.js";

const MINUTE = 60_000;

/** @param {(string | null)[]} answers what the server says, time after time */
function watchOf(answers) {
  const seen = { asked: 0, told: 0 };
  const watch = new VersionWatch(async () => answers[seen.asked++] ?? null);
  watch.addEventListener("new", () => (seen.told += 1));
  return { watch, seen };
}

test("another version is told once", async () => {
  const { watch, seen } = watchOf(["a", "a", "b", "c"]);
  for (let n = 0; n < 6; n += 1) await watch.look(n * 2 * MINUTE);
  assert.deepEqual(seen, { asked: 3, told: 1 });
});

test("a server that does not answer is no new version", async () => {
  const { watch, seen } = watchOf(["a", null, "a"]);
  for (let n = 0; n < 3; n += 1) await watch.look(n * 2 * MINUTE);
  assert.equal(seen.told, 0);
});

test("whoever switches tabs all day asks once a minute", async () => {
  const { watch, seen } = watchOf(["a", "a", "a"]);
  for (let second = 0; second < 120; second += 1) await watch.look(second * 1000);
  assert.equal(seen.asked, 2);
});
