// Reads the documents that news are about: each once, and of very many a page at a time. No DOM here.

import { isGone } from "./problem.js";
import { soon } from "./soon.js";

/** @typedef {import("./types.js").Document} Document */

/**
 * @typedef {object} Source
 * @property {(id: string) => Promise<Document>} one
 * @property {(cursor: string | null) => Promise<import("./types.js").Page<Document>>} newest a page of them all, the newest first
 *
 * @typedef {object} Reader
 * @property {(document_: Document) => void} found
 * @property {() => void} missed one could not be read, and nothing will tell of it again
 */

/** Milliseconds in which news gather: a burst of uploads is read at one go. */
const GATHER = 200;

/** Up to so many documents are read one by one. */
export const FEW = 8;

/** What is known of and not read yet. */
export class CatchUp {
  /** @type {Set<string>} */ #wanted = new Set();
  /** @type {Set<string>} */ #underWay = new Set();
  #reading = false;
  #begin = soon(() => void this.#read(), GATHER);
  #source;
  #reader;

  /** @param {Source} source @param {Reader} reader */
  constructor(source, reader) {
    this.#source = source;
    this.#reader = reader;
  }

  /** @param {string} id of a document that is new or has changed */
  want(id) {
    this.#wanted.add(id);
    if (!this.#reading) this.#begin();
  }

  /** @param {string} id of one that is gone, also where an older answer still says otherwise */
  drop(id) {
    this.#wanted.delete(id);
    this.#underWay.delete(id);
  }

  async #read() {
    this.#reading = true;
    while (this.#wanted.size > 0) {
      if (this.#wanted.size > FEW) await this.#readPages();
      await this.#readFew([...this.#wanted].slice(0, FEW));
    }
    this.#reading = false;
  }

  /** @param {string[]} ids */
  async #readFew(ids) {
    for (const id of ids) this.#wanted.delete(id);
    this.#underWay = new Set(ids);
    const read = await Promise.allSettled(ids.map((id) => this.#source.one(id)));
    for (const [n, id] of ids.entries()) if (this.#underWay.has(id)) this.#take(read[n]);
  }

  /** @param {PromiseSettledResult<Document>} read */
  #take(read) {
    if (read.status === "fulfilled") this.#reader.found(read.value);
    else if (!isGone(read.reason)) this.#reader.missed();
  }

  /** Page after page, as long as they hold what is wanted: what is new comes first. */
  async #readPages() {
    /** @type {string | null} */ let cursor = null;
    do {
      cursor = await this.#readPage(cursor).catch(() => null);
    } while (cursor && this.#wanted.size > 0);
  }

  /** @param {string | null} cursor @returns {Promise<string | null>} of the next page, where it is worth reading */
  async #readPage(cursor) {
    const { items, next_cursor } = await this.#source.newest(cursor);
    const wanted = items.filter(({ id }) => this.#wanted.delete(id));
    for (const document_ of wanted) this.#reader.found(document_);
    return wanted.length > 0 ? next_cursor : null;
  }
}
