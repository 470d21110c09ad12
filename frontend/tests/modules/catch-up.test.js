import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { CatchUp } from "../../lib/catch-up.js";
import { ApiError } from "../../lib/problem.js";

const PAGE = 200;

/** @param {number} count of documents there are, "1" the newest */
function shelf(count) {
  const all = Array.from({ length: count }, (_, n) => /** @type {any} */ ({ id: `${n + 1}` }));
  /** @type {string[]} */ const asked = [];
  /** @type {string[]} */ const found = [];
  const source = {
    one: async (/** @type {string} */ id) => {
      asked.push(id);
      return all.find((one) => one.id === id) ?? Promise.reject(new ApiError(id === "503" ? 503 : 404, {}));
    },
    newest: async (/** @type {string | null} */ cursor) => {
      const from = Number(cursor ?? 0);
      asked.push(`page ${from / PAGE}`);
      const next_cursor = from + PAGE < count ? String(from + PAGE) : null;
      return { items: all.slice(from, from + PAGE), next_cursor };
    },
  };
  let missed = 0;
  const catchUp = new CatchUp(source, { found: ({ id }) => found.push(id), missed: () => (missed += 1) });
  const want = async (/** @type {number[]} */ ...ids) => {
    for (const id of ids) catchUp.want(String(id));
    await pause(300);
  };
  return { catchUp, want, asked, found, source, missed: () => missed };
}

const upTo = (/** @type {number} */ n) => Array.from({ length: n }, (_, index) => index + 1);

test("what is told twice is read once", async () => {
  const { want, asked, found } = shelf(10);
  await want(3, 3, 5);
  assert.deepEqual([asked, found], [["3", "5"], ["3", "5"]]);
});

test("of a burst whole pages are read, and no more than hold it", async () => {
  const { want, asked, found } = shelf(1000);
  await want(...upTo(300));
  assert.deepEqual(asked, ["page 0", "page 1"]);
  assert.equal(found.length, 300);
});

test("what is old is read one by one after all", async () => {
  const { want, asked, found } = shelf(1000);
  await want(...upTo(9), 900);
  assert.deepEqual(asked, ["page 0", "page 1", "900"]);
  assert.equal(found.length, 10);
});

test("what is gone, or cannot be read, keeps nothing from coming", async () => {
  const { catchUp, want, found } = shelf(10);
  catchUp.want("1");
  catchUp.drop("1");
  await want(404, 2);
  await want(3);
  assert.deepEqual(found, ["2", "3"]);
});

test("what goes while it is read does not come back", async () => {
  const { catchUp, want, found, source } = shelf(10);
  const { one } = source;
  source.one = async (id) => {
    if (id === "1") catchUp.drop("1");
    return one(id);
  };
  await want(1, 2);
  assert.deepEqual(found, ["2"]);
});

test("what could not be read is told of, and what is gone is not", async () => {
  const { want, missed } = shelf(10);
  await want(404);
  assert.equal(missed(), 0);
  await want(503);
  assert.equal(missed(), 1);
});
