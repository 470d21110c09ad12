// A long list that begins with the newest: read page by page, and from its beginning again and again. No DOM here.

/** The most that the API gives at once. */
const MOST = 200;

/**
 * Its ids tell the time.
 * @template {{id: string}} Item
 */
export class Newest {
  /** @type {Item[]} as far as it is read */ all = [];
  /** @type {string | null} where older ones begin */ #cursor = null;
  /** @type {Promise<void> | null} */ #asking = null;
  /** How many looks began. */ #looks = 0;
  /** Which of them is shown. */ #seen = 0;
  #ask;
  #page;

  /**
   * @param {(page: {cursor: string | null, limit: number, signal?: AbortSignal}) => Promise<import("./types.js").Page<Item>>} ask
   * @param {number} page items that are read at once
   */
  constructor(ask, page) {
    this.#ask = ask;
    this.#page = page;
  }

  /** Whether there are older ones. */
  get hasMore() {
    return this.#cursor !== null;
  }

  /** Reads as many as were there before, from the first on. A look that others have overtaken counts for nothing. @param {AbortSignal} [signal] */
  async renew(signal) {
    const look = ++this.#looks;
    const limit = Math.min(MOST, Math.max(this.#page, this.all.length));
    const { items, next_cursor } = await this.#ask({ cursor: null, limit, signal });
    if (look < this.#seen) return;
    this.#seen = look;
    this.all = renewed(items, next_cursor === null, this.all);
    if (this.all.length === items.length) this.#cursor = next_cursor;
  }

  /** Reads older ones; who asks meanwhile waits for the same. */
  more() {
    this.#asking ??= this.#older().finally(() => (this.#asking = null));
    return this.#asking;
  }

  async #older() {
    const cursor = this.#cursor;
    const { items, next_cursor } = await this.#ask({ cursor, limit: this.#page });
    // The list may have been read anew, and end somewhere else.
    if (cursor !== this.#cursor) return;
    this.all = [...this.all, ...items];
    this.#cursor = next_cursor;
  }
}

/**
 * A newer look at the beginning of a list that is longer by now.
 * @template {{id: string}} Item
 * @param {Item[]} fresh the newest
 * @param {boolean} whole whether there are no others
 * @param {Item[]} before what was shown
 * @returns {Item[]} what is to be shown; without the older ones where there may be a gap before them
 */
export function renewed(fresh, whole, before) {
  const last = fresh.at(-1);
  if (whole || !last || !before.some(({ id }) => id >= last.id)) return fresh;
  return [...fresh, ...before.filter(({ id }) => id < last.id)];
}
