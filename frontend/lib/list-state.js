// What a list shows, kept in the address: ?sort=-size&q=plan&deleted=true&preview=ID

/** @typedef {import("./types.js").Document} Document */

/** @typedef {{sort: string, q: string, deleted: boolean, preview: string | null}} ListState */

const SORTS = ["name", "-name", "size", "-size", "created_at", "-created_at"];
const DEFAULT_SORT = "-created_at";

/** @param {URLSearchParams} query @returns {ListState} with defaults for what is missing or makes no sense */
export function readState(query) {
  const sort = query.get("sort") ?? "";
  return {
    sort: SORTS.includes(sort) ? sort : DEFAULT_SORT,
    q: (query.get("q") ?? "").slice(0, 255),
    deleted: query.get("deleted") === "true",
    preview: query.get("preview"),
  };
}

/** @param {ListState} state @returns {string} "?…" for a link; defaults are left out */
export function writeState({ sort, q, deleted, preview }) {
  const query = new URLSearchParams();
  if (deleted) query.set("deleted", "true");
  if (sort !== DEFAULT_SORT) query.set("sort", sort);
  if (q) query.set("q", q);
  if (preview) query.set("preview", preview);
  return `?${query}`;
}

/** @param {ListState} state @param {string | null} [cursor] @returns {URLSearchParams} what to ask the API for */
export function apiQuery({ sort, q, deleted }, cursor = null) {
  const query = new URLSearchParams({ sort });
  if (q) query.set("q", q);
  if (deleted) query.set("deleted", "true");
  if (cursor) query.set("cursor", cursor);
  return query;
}

/** @param {ListState} a @param {ListState} b @returns {boolean} whether both show the same rows in the same order */
export function sameRows(a, b) {
  return a.sort === b.sort && a.q === b.q && a.deleted === b.deleted;
}

/**
 * The sort that a click on a column's heading leads to: the other way round, or the way that column is mostly read.
 * @param {string} sort
 * @param {"name" | "size" | "created_at"} column
 * @returns {string}
 */
export function toggleSort(sort, column) {
  if (sort === column) return `-${column}`;
  if (sort === `-${column}`) return column;
  return column === "name" ? column : `-${column}`;
}

/** @param {ListState} state @param {Document} document_ @returns {boolean} whether a new document belongs in the list */
export function belongs(state, document_) {
  return !state.deleted && document_.name.toLowerCase().includes(state.q.toLowerCase());
}

/**
 * Where a new document goes in a sorted list.
 * @param {Document[]} items
 * @param {Document} document_
 * @param {string} sort
 * @returns {number} index to insert it at
 */
export function placeOf(items, document_, sort) {
  const index = items.findIndex((item) => compare(document_, item, sort) < 0);
  return index === -1 ? items.length : index;
}

/** @param {Document} a @param {Document} b @param {string} sort */
function compare(a, b, sort) {
  const column = /** @type {"name" | "size" | "created_at"} */ (sort.replace("-", ""));
  const [x, y] = [a[column], b[column]];
  const order = typeof x === "number" ? x - Number(y) : String(x).localeCompare(String(y), "en");
  return sort.startsWith("-") ? -order : order;
}
