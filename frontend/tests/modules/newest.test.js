import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { Newest, renewed } from "../../lib/newest.js";

/** @param {...number} ids */
const items = (...ids) => ids.map((id) => ({ id: String(id) }));

/** @param {number} count of items that there are, from "1" on, read two at once */
function shelf(count) {
  const all = items(...Array.from({ length: count }, (_, n) => n + 1).reverse());
  let asked = 0;
  const answers = { after: /** @type {Promise<void>} */ (Promise.resolve()) };
  const list = new Newest(async ({ cursor, limit }) => {
    asked += 1;
    const rest = cursor ? all.filter(({ id }) => id < cursor) : all;
    const page = rest.slice(0, limit);
    await answers.after;
    return { items: page, next_cursor: page.length < rest.length ? (page.at(-1)?.id ?? null) : null };
  }, 2);
  return { list, all, ids: () => list.all.map(({ id }) => Number(id)), asked: () => asked, answers };
}

test("older ones come page by page, and once, however often they are asked for", async () => {
  const { list, ids, asked } = shelf(5);
  await list.renew();
  await Promise.all([list.more(), list.more()]);
  assert.deepEqual([ids(), asked(), list.hasMore], [[5, 4, 3, 2], 2, true]);
  await list.more();
  assert.deepEqual([ids(), list.hasMore], [[5, 4, 3, 2, 1], false]);
});

test("what comes while a list is read on takes nothing from its middle", async () => {
  const { list, all, ids } = shelf(5);
  await list.renew();
  await list.more();
  all.unshift(...items(7, 6));
  await list.renew();
  await list.more();
  assert.deepEqual(ids(), [7, 6, 5, 4, 3, 2, 1]);
});

test("a list that shrank while older ones were read is not continued in the wrong place", async () => {
  const { list, all, ids, answers } = shelf(5);
  await list.renew();
  answers.after = pause(20);
  const late = list.more();
  answers.after = Promise.resolve();
  all.splice(0, 2);
  await list.renew();
  await late;
  assert.deepEqual(ids(), [3, 2]);
});

test("a look that others have overtaken counts for nothing", async () => {
  const { list, all, ids, answers } = shelf(2);
  answers.after = pause(20);
  const late = list.renew();
  answers.after = Promise.resolve();
  all.unshift(...items(3));
  await list.renew();
  await late;
  assert.deepEqual(ids(), [3, 2]);
});

test("a newer look keeps what was read beyond it, and drops what is gone, or may lie beyond a gap", () => {
  assert.deepEqual(renewed(items(6, 5, 3), false, items(5, 4, 3, 2, 1)), items(6, 5, 3, 2, 1));
  assert.deepEqual(renewed(items(6, 5), true, items(5, 4)), items(6, 5));
  assert.deepEqual(renewed([], true, items(5, 4)), []);
  assert.deepEqual(renewed(items(9, 8), false, items(5, 4)), items(9, 8));
});
