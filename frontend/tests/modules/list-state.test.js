import assert from "node:assert/strict";
import { test } from "node:test";
import { apiQuery, belongs, comparison, placeOf, readState, sameRows, toggleSort, writeState } from "../../lib/list-state.js";

const read = (/** @type {string} */ text) => readState(new URLSearchParams(text));
const named = (/** @type {string} */ name, size = 1, created_at = "2026-01-01T00:00:00Z") =>
  /** @type {any} */ ({ id: name, name, size, created_at, media_type: "text/plain" });

test("what the address says is what the list shows, and back", () => {
  const text = "?deleted=true&view=grid&sort=-size&type=pdf&q=plan+b&preview=7";
  assert.deepEqual(read(text), { view: "grid", sort: "-size", type: "pdf", q: "plan b", deleted: true, preview: "7" });
  assert.equal(writeState(read(text)), text);
});

test("defaults are left out of the address", () => {
  assert.equal(writeState(read("")), "?");
});

test("nonsense in the address falls back to the default", () => {
  assert.equal(read("?sort=password").sort, "-created_at");
  assert.deepEqual([read("?view=cube").view, read("?type=constructor").type], ["table", null]);
  assert.equal(read(`?q=${"x".repeat(300)}`).q.length, 255);
});

test("the API is asked for rows only", () => {
  const query = apiQuery(read("?q=a&preview=7&view=grid&type=pdf"), { cursor: "next", limit: 50 });
  assert.equal(String(query), "sort=-created_at&limit=50&q=a&cursor=next");
});

test("neither a preview nor another view loads the list again", () => {
  assert.equal(sameRows(read("?sort=name"), read("?sort=name&view=grid")), true);
  assert.equal(sameRows(read("?sort=name"), read("?sort=name&type=pdf")), false);
  assert.equal(sameRows(read("?sort=name"), read("?sort=name&preview=7")), true);
  assert.equal(sameRows(read("?sort=name"), read("?sort=size")), false);
});

test("a heading sorts first as one mostly reads it, then the other way round", () => {
  assert.deepEqual([toggleSort("-created_at", "name"), toggleSort("name", "name"), toggleSort("-name", "name")], ["name", "-name", "name"]);
  assert.equal(toggleSort("name", "size"), "-size");
});

test("a new document is shown only where it belongs", () => {
  assert.equal(belongs(read("?q=PLA"), named("plan.pdf")), true);
  assert.equal(belongs(read("?q=x"), named("plan.pdf")), false);
  assert.equal(belongs(read("?deleted=true"), named("plan.pdf")), false);
  const deleted = { ...named("plan.pdf"), deleted_at: "2026-01-02T00:00:00Z" };
  assert.deepEqual([belongs(read("?deleted=true"), deleted), belongs(read(""), deleted)], [true, false]);
  assert.deepEqual([belongs(read("?type=text"), named("a")), belongs(read("?type=picture"), named("a"))], [true, false]);
});

test("a new document takes its place in the order", () => {
  const items = [named("a", 3), named("c", 2), named("e", 1)];
  assert.equal(placeOf(items, named("d"), "name"), 2);
  assert.equal(placeOf([named("plan 9"), named("Plan 11")], named("plan 10"), "name"), 1);
  assert.equal(placeOf(items, named("x", 9), "-size"), 0);
  assert.equal(placeOf(items, named("z", 9), "size"), 3);
  assert.equal(placeOf(items, named("n", 1, "2026-02-01T00:00:00Z"), "-created_at"), 0);
});

test("a new document takes its place in time to the microsecond, however many digits are written", () => {
  const at = (/** @type {string} */ fraction) => named(fraction, 1, `2026-01-01T00:00:00${fraction}Z`);
  const items = [at(".480001"), at(".48"), at(".479999"), at("")];
  for (const [index, item] of items.entries()) {
    const others = items.filter((one) => one !== item);
    assert.equal(placeOf(others, item, "-created_at"), index);
    assert.equal(placeOf(others.toReversed(), item, "created_at"), others.length - index);
  }
});

test("a list that is read again loses what is gone, and neither what came meanwhile nor regains what went", () => {
  const [a, b, c, d, e] = ["a", "b", "c", "d", "e"].map((name) => named(name));
  const { gone, there } = comparison([a, b, c], [a, c, d], [b, c, e]);
  assert.deepEqual(gone, ["a"]);
  assert.deepEqual(there, [c, e]);
});
