// What a list shows, kept in the address: ?view=grid&sort=-size&type=pdf&q=plan&deleted=true&preview=ID

import { KINDS, kindOf } from "./media-types.js";
import { moment } from "./moment.js";

/** @typedef {import("./types.js").Document} Document */

/**
 * @typedef {object} ListState
 * @property {"table" | "grid"} view
 * @property {string} sort
 * @property {import("./media-types.js").Kind | null} type
 * @property {string} q what names contain
 * @property {boolean} deleted
 * @property {string | null} preview the id of a document
 */

const SORTS = ["name", "-name", "size", "-size", "created_at", "-created_at"];
const DEFAULT_SORT = "-created_at";

/** As the server sorts names: by the letters, whatever their case, and numbers by their value. */
const names = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** @param {URLSearchParams} query @returns {ListState} with defaults for what is missing or makes no sense */
export function readState(query) {
  const sort = query.get("sort") ?? "";
  return {
    view: query.get("view") === "grid" ? "grid" : "table",
    sort: SORTS.includes(sort) ? sort : DEFAULT_SORT,
    type: KINDS.find((kind) => kind === query.get("type")) ?? null,
    q: (query.get("q") ?? "").slice(0, 255),
    deleted: query.get("deleted") === "true",
    preview: query.get("preview"),
  };
}

/** @param {ListState} state @returns {string} "?…" for a link; defaults are left out */
export function writeState({ view, sort, type, q, deleted, preview }) {
  const query = new URLSearchParams();
  if (deleted) query.set("deleted", "true");
  if (view === "grid") query.set("view", view);
  if (sort !== DEFAULT_SORT) query.set("sort", sort);
  if (type) query.set("type", type);
  if (q) query.set("q", q);
  if (preview) query.set("preview", preview);
  return `?${query}`;
}

/**
 * @param {ListState} state
 * @param {{cursor?: string | null, limit: number}} page
 * @returns {URLSearchParams} what to ask the API for; it does not know our types
 */
export function apiQuery({ sort, q, deleted }, { cursor = null, limit }) {
  const query = new URLSearchParams({ sort, limit: String(limit) });
  if (q) query.set("q", q);
  if (deleted) query.set("deleted", "true");
  if (cursor) query.set("cursor", cursor);
  return query;
}

/** @param {ListState} a @param {ListState} b @returns {boolean} whether both show the same documents in the same order */
export function sameRows(a, b) {
  return a.sort === b.sort && a.type === b.type && a.q === b.q && a.deleted === b.deleted;
}

/** @param {ListState} state @returns {boolean} whether some documents are left out on purpose */
export function isFiltered({ type, q }) {
  return type !== null || q !== "";
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

/** @param {ListState} state @param {Document} document_ @returns {boolean} whether it is of the type that is asked for */
export function isOfType({ type }, { media_type }) {
  return type === null || kindOf(media_type) === type;
}

/** @param {ListState} state @param {Document} document_ @returns {boolean} whether a new document belongs in the list */
export function belongs(state, document_) {
  const { name, deleted_at } = document_;
  return state.deleted === Boolean(deleted_at) && isOfType(state, document_) && name.toLowerCase().includes(state.q.toLowerCase());
}

/**
 * What a list that is read again tells of the one that is shown, which went on changing meanwhile.
 * @param {readonly Document[]} before what was shown when the reading began
 * @param {readonly Document[]} now what is shown
 * @param {Document[]} found what was read
 * @returns {{gone: string[], there: Document[]}} what has to go, and what is there, shown or not
 */
export function comparison(before, now, found) {
  const [had, has, read] = [before, now, found].map((all) => new Set(all.map(({ id }) => id)));
  const gone = [...had].filter((id) => has.has(id) && !read.has(id));
  return { gone, there: found.filter(({ id }) => has.has(id) || !had.has(id)) };
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

/** @type {Record<string, (a: Document, b: Document) => number>} */
const ORDERS = {
  name: (a, b) => names.compare(a.name, b.name),
  size: (a, b) => a.size - b.size,
  created_at: (a, b) => (moment(a.created_at) < moment(b.created_at) ? -1 : 1),
};

/** @param {Document} a @param {Document} b @param {string} sort */
function compare(a, b, sort) {
  const order = ORDERS[sort.replace("-", "")](a, b);
  return sort.startsWith("-") ? -order : order;
}
