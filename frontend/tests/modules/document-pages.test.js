import assert from "node:assert/strict";
import { test } from "node:test";
import { DocumentPages } from "../../lib/document-pages.js";
import { readState } from "../../lib/list-state.js";

const { signal } = new AbortController();

/** A server with so many documents, every tenth of them a PDF. @param {number} count @param {string} [query] */
function list(count, query = "") {
  /** @type {number[]} */ const asked = [];
  const ask = async (/** @type {URLSearchParams} */ asking) => {
    const [from, limit] = [Number(asking.get("cursor") ?? 0), Number(asking.get("limit"))];
    asked.push(limit);
    const items = Array.from({ length: Math.min(limit, count - from) }, (_, index) => item(from + index));
    return { items, next_cursor: from + limit < count ? String(from + limit) : null };
  };
  return { asked, pages: new DocumentPages(ask, readState(new URLSearchParams(query))) };
}

/** @param {number} index @returns {any} */
const item = (index) => ({ id: String(index), media_type: index % 10 === 0 ? "application/pdf" : "text/plain" });

test("the first page is small, so that it is soon there, and the others are larger", async () => {
  const { asked, pages } = list(170);
  const lengths = [];
  while (pages.more) lengths.push((await pages.next(signal)).length);
  assert.deepEqual([lengths, asked], [[50, 100, 20], [50, 100, 100]]);
});

test("somebody who comes back reads on to the row where they were, and not further", async () => {
  const { asked, pages } = list(1000);
  const found = await pages.until({ rows: 500, id: "250" }, signal);
  assert.deepEqual([found.length, asked], [400, [200, 200]]);
});

test("where that row is gone, as many rows are read as there were", async () => {
  const { pages } = list(1000);
  assert.equal((await pages.until({ rows: 350, id: "deleted" }, signal)).length, 400);
});

test("of another type than asked for, nothing is shown", async () => {
  const { pages } = list(300, "?type=pdf");
  assert.equal((await pages.next(signal)).length, 20);
  assert.equal(pages.seen, 200);
});

test("a type that does not turn up is not looked for without end, but further when somebody asks", async () => {
  const { asked, pages } = list(100_000, "?type=archive");
  while (!pages.tired) await pages.next(signal);
  assert.equal(asked.length, 10);
  await pages.next(signal);
  assert.equal(pages.tired, false);
});
