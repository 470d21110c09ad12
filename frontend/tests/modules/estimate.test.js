import assert from "node:assert/strict";
import { test } from "node:test";
import { amounts, Estimate } from "../../lib/estimate.js";

const MB = 1_000_000;

/**
 * Plays an upload of `all` bytes, a look every half second.
 * @param {number} all
 * @param {(seconds: number) => number} rate in bytes a second
 * @param {number} until seconds
 * @returns {{at: number, said: number | null, left: number}[]}
 */
function play(all, rate, until) {
  const estimate = new Estimate();
  const looks = [];
  let done = 0;
  for (let at = 0; at <= until && done <= all; at += 0.5) {
    looks.push({ at, said: estimate.left(done, all - done, 1000 + at * 1000), left: all - done });
    done += rate(at) / 2;
  }
  return looks;
}

/** @param {{said: number | null}[]} looks how much more is said than a look before, at most, in seconds */
function biggestJump(looks) {
  const said = looks.flatMap(({ said: seconds }) => seconds ?? []);
  return Math.max(...said.slice(1).map((seconds, n) => Math.abs(seconds - said[n])));
}

test("nothing is said in the first three seconds", () => {
  const looks = play(100 * MB, () => MB, 10);
  assert.deepEqual(looks.filter(({ said }) => said !== null).map(({ at }) => at)[0], 3);
});

test("on a steady line it is right", () => {
  for (const { at, said, left } of play(60 * MB, () => MB, 60)) {
    if (at >= 3) assert.ok(Math.abs(Number(said) - left / MB) < 1.5, `at ${at} s: ${said}, but ${left / MB}`);
  }
});

test("a hiccup does not make it jump", () => {
  const looks = play(60 * MB, (at) => (at >= 10 && at < 13 ? 0 : MB), 40);
  assert.ok(biggestJump(looks) < 6, `it jumped by ${biggestJump(looks)} s`);
  assert.ok(Math.max(...looks.map(({ said }) => said ?? 0)) < 100);
});

test("bursts do not make it flicker", () => {
  const looks = play(60 * MB, (at) => (at % 2 === 0 ? 4 * MB : 0), 30);
  assert.ok(biggestJump(looks) < 6, `it jumped by ${biggestJump(looks)} s`);
});

test("a line that stays slow is believed after a while", () => {
  const looks = play(100 * MB, (at) => (at < 10 ? 5 * MB : MB), 45);
  const { said, left } = /** @type {{said: number | null, left: number}} */ (looks.at(-1));
  assert.ok(Math.abs(Number(said) / (left / MB) - 1) < 0.2, `${said} s instead of ${left / MB}`);
});

test("where nothing moves, nothing is promised", () => {
  assert.deepEqual([...new Set(play(MB, () => 0, 30).map(({ said }) => said))], [null]);
});

test("a file that fails is not counted, and an empty one counts too", () => {
  const upload = (/** @type {string} */ state, /** @type {number} */ size, sent = 0, batch = 2) => /** @type {any} */ ({ state, size, sent, batch });
  const all = [upload("done", 0), upload("sending", MB, MB / 2), upload("failed", MB), upload("cancelled", MB), upload("done", MB, MB, 1)];
  const { done, all: sum, files, stored } = amounts(all, 2);
  assert.deepEqual([files, stored], [2, 1]);
  assert.deepEqual([done, sum], [550_000, 1_100_000]);
});
