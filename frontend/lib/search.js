// Searching all documents: the call, and what its answer shows.

import { api } from "./api.js";

/** @typedef {import("./types.js").SearchHit} SearchHit */

/** Characters that the API takes. */
export const LONGEST = 200;

/** What the API puts around the words that were searched for. */
const MARKS = /[\u{e000}\u{e001}]/u;

/**
 * @param {string} q
 * @param {{cursor?: string | null, signal?: AbortSignal}} [options]
 * @returns {Promise<import("./types.js").Page<SearchHit>>}
 */
export function searchDocuments(q, { cursor, signal } = {}) {
  const query = new URLSearchParams({ q, ...(cursor && { cursor }) });
  return api.request("GET", `/search?${query}`, { signal });
}

/** @param {string} snippet @returns {{text: string, isHit: boolean}[]} its stretches, every other one a hit */
export function stretches(snippet) {
  const parts = snippet.split(MARKS).map((text, n) => ({ text, isHit: n % 2 === 1 }));
  return parts.filter(({ text }) => text);
}

/** @param {string} q @returns {string} the address of what it finds */
export function searchAddress(q) {
  return q ? `/search?${new URLSearchParams({ q })}` : "/search";
}
