// The pages of one list, one after the other.

import { apiQuery, isOfType } from "./list-state.js";

/** @typedef {import("./types.js").Document} Document */
/** @typedef {(query: URLSearchParams, signal: AbortSignal) => Promise<import("./types.js").Page<Document>>} Ask */

/** Rows of the first page, which should be there soon, and of the others, which nobody waits for. */
const FIRST = 50;
const NEXT = 100;

/** The most that the API gives at once. */
const MOST = 200;

/** Pages that are looked through by themselves for a type that does not turn up. */
const PATIENCE = 10;

/** A list as far as it is read. */
export class DocumentPages {
  /** Whether the server has more. */ more = true;
  /** Documents that were looked at, of whatever type. */ seen = 0;
  /** @type {string | null} */ #cursor = null;
  #barren = 0;
  #ask;
  #state;

  /** @param {Ask} ask @param {import("./list-state.js").ListState} state */
  constructor(ask, state) {
    this.#ask = ask;
    this.#state = state;
  }

  /** Whether page after page brought nothing: then somebody should say that we go on. */
  get tired() {
    return this.#barren >= PATIENCE;
  }

  /**
   * Reads one page more.
   * @param {AbortSignal} signal
   * @param {number} [limit]
   * @returns {Promise<Document[]>} those of its documents that belong in the list
   */
  async next(signal, limit = this.#limit()) {
    const page = await this.#ask(apiQuery(this.#state, { cursor: this.#cursor, limit }), signal);
    this.#cursor = page.next_cursor;
    this.more = page.next_cursor !== null;
    this.seen += page.items.length;
    const found = page.items.filter((item) => isOfType(this.#state, item));
    this.#barren = found.length > 0 || this.tired ? 0 : this.#barren + 1;
    return found;
  }

  /**
   * Reads as far as somebody had read before.
   * @param {{rows: number, id: string | null}} place how many rows there were, and which one was looked at
   * @param {AbortSignal} signal
   * @returns {Promise<Document[]>}
   */
  async until({ rows, id }, signal) {
    /** @type {Document[]} */
    const found = [];
    while (this.more && found.length < rows && !found.some((item) => item.id === id)) {
      found.push(...(await this.next(signal, MOST)));
    }
    return found;
  }

  /** The API does not filter by type, so we do, and need more to fill a screen. */
  #limit() {
    if (this.#state.type) return MOST;
    return this.#cursor ? NEXT : FIRST;
  }
}
