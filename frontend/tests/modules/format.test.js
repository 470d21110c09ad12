import assert from "node:assert/strict";
import { test } from "node:test";
import { exactSize, formatDuration, formatRemaining, formatSize, formatTime, formatUntil, splitName } from "../../lib/format.js";

test("a size is said in the unit that people use for it", () => {
  const said = [0, 1, 999, 1000, 12_400_000, 999_949, 999_950, 1_500_000_000, 2e15].map(formatSize);
  assert.deepEqual(said, ["0 bytes", "1 byte", "999 bytes", "1.0 KB", "12.4 MB", "999.9 KB", "1.0 MB", "1.5 GB", "2,000.0 TB"]);
});

test("the exact size has every byte", () => {
  assert.equal(exactSize(12_400_001), "12,400,001 bytes");
});

test("a time is said as people say it", () => {
  const now = new Date(2026, 10, 22, 14, 30);
  const at = (/** @type {[number, number, ...number[]]} */ ...parts) => formatTime(new Date(...parts).toISOString(), now);
  assert.equal(at(2026, 10, 22, 14, 29, 50), "just now");
  assert.equal(at(2026, 10, 22, 14, 29, 0), "1 minute ago");
  assert.equal(at(2026, 10, 22, 9, 5), "today at 09:05");
  assert.equal(at(2026, 10, 21, 23, 59), "yesterday at 23:59");
  assert.equal(at(2026, 10, 17, 8, 0), "Tuesday at 08:00");
  assert.equal(at(2026, 2, 3), "3 March");
  assert.equal(at(2025, 2, 3), "3 March 2025");
});

test("a time to come is said as people say it", () => {
  const now = new Date(2026, 10, 22, 14, 30);
  const until = (/** @type {[number, number, number, number, number]} */ ...parts) => formatUntil(new Date(...parts).toISOString(), now);
  assert.equal(until(2026, 10, 22, 23, 59), "until 23:59");
  assert.equal(until(2026, 10, 23, 9, 12), "until tomorrow at 09:12");
  assert.equal(until(2026, 10, 27, 8, 0), "until Friday at 08:00");
  assert.equal(until(2026, 11, 3, 8, 0), "until 3 December");
  assert.equal(until(2027, 2, 3, 8, 0), "until 3 March 2027");
});

test("a clock that is a little ahead of ours is no reason for a strange answer", () => {
  assert.equal(formatTime("2026-11-22T12:00:05Z", new Date("2026-11-22T12:00:00Z")), "just now");
});

test("a time to come is said with its day", () => {
  const now = new Date(2026, 10, 22, 14, 30);
  const at = (/** @type {[number, number, ...number[]]} */ ...parts) => formatTime(new Date(...parts).toISOString(), now);
  assert.equal(at(2026, 10, 22, 18, 0), "today at 18:00");
  assert.equal(at(2026, 10, 23, 4, 0), "tomorrow at 04:00");
  assert.equal(at(2026, 10, 30, 4, 0), "30 November at 04:00");
});

test("how long something lasts is said in its largest unit", () => {
  const said = [0.4, 1, 89, 90, 5400, 86_400 * 2].map(formatDuration);
  assert.deepEqual(said, ["0 seconds", "1 second", "89 seconds", "2 minutes", "2 hours", "2 days"]);
});

test("the end of a name is kept apart, so that it stays visible", () => {
  assert.deepEqual(splitName("plan.final.pdf"), ["plan.final", ".pdf"]);
  assert.deepEqual(splitName(".gitignore"), [".gitignore", ""]);
  assert.deepEqual(splitName("no extension"), ["no extension", ""]);
  assert.deepEqual(splitName("Mr. Smith and others"), ["Mr. Smith and others", ""]);
});

test("an estimate is as vague as it is", () => {
  assert.deepEqual([3, 42, 200].map(formatRemaining), ["a few seconds left", "about 40 seconds left", "about 3 minutes left"]);
});
