import assert from "node:assert/strict";
import { test } from "node:test";
import { AT_ONCE, ThumbnailLooks } from "../../lib/thumbnail-looks.js";

/** @param {ThumbnailLooks} looks @param {string[]} ids @param {number} [now] @returns {number[]} the seconds at which there was a look */
function times(looks, ids, now = 0) {
  const seen = [];
  for (let wait = looks.wait(ids, now); wait !== null; wait = looks.wait(ids, now)) {
    now += wait;
    if (looks.take(ids, now).length > 0) seen.push(now);
  }
  return seen;
}

test("a thumbnail is looked for ever more rarely, and after a minute no more", () => {
  assert.deepEqual(times(new ThumbnailLooks(), ["plan"]), [1, 3, 7, 15, 31, 63]);
});

test("where nothing is in sight, nothing is looked for", () => {
  const looks = new ThumbnailLooks();
  assert.equal(looks.wait([], 0), null);
  assert.deepEqual(looks.take([], 0), []);
});

test("what comes into sight later is looked for as soon as what was there first", () => {
  const looks = new ThumbnailLooks();
  times(looks, ["plan"]);
  assert.equal(looks.wait(["plan", "map"], 100), 1);
  assert.deepEqual(looks.take(["plan", "map"], 101), ["map"]);
});

test("of very many a few are asked for at once, and all in turn", () => {
  const looks = new ThumbnailLooks();
  const ids = Array.from({ length: 2 * AT_ONCE + 1 }, (_, n) => `${n}`);
  looks.wait(ids, 0);
  const rounds = [looks.take(ids, 1), looks.take(ids, 1), looks.take(ids, 1), looks.take(ids, 1)];
  assert.deepEqual(
    rounds.map((round) => round.length),
    [AT_ONCE, AT_ONCE, 1, 0],
  );
  assert.equal(new Set(rounds.flat()).size, ids.length);
});

test("what was scrolled away and back goes on where it was", () => {
  const looks = new ThumbnailLooks();
  looks.wait(["plan"], 0);
  looks.take(["plan"], 1);
  assert.equal(looks.wait(["plan"], 2), 1);
  assert.equal(looks.wait(["plan"], 50), 0);
});
