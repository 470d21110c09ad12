// Looks again for the thumbnails of documents in sight that are still being made, as long as no line tells of
// them. What leaves the page, or is scrolled away, or stands in a tab that nobody looks at, is not asked for.

import { readDocument } from "../lib/documents.js";
import { live } from "../lib/live-news.js";
import { ThumbnailLooks } from "../lib/thumbnail-looks.js";

/** @typedef {import("../lib/types.js").Document} Document */

/** The watch of one list. */
export class ThumbnailWatch {
  #looks = new ThumbnailLooks();
  /** @type {WeakMap<Element, string>} */ #ids = new WeakMap();
  /** @type {Set<Element>} */ #inSight = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #hasLooked = false;
  /** One and the same for every look: a target takes a listener once. */ #again = () => this.#plan();
  #observer = new IntersectionObserver((seen) => this.#notice(seen));
  #found;

  /** @param {(document_: Document) => void} found told of each that is pending no more */
  constructor(found) {
    this.#found = found;
  }

  /** @param {HTMLElement} item @param {Document} document_ whose it is */
  follow(item, { id, thumbnail, deleted_at }) {
    if (thumbnail !== "pending" || deleted_at) return;
    this.#ids.set(item, id);
    this.#observer.observe(item);
  }

  /** @param {string} id of one that is pending no more, as somebody else has learned */
  forget(id) {
    const items = [...this.#inSight].filter((item) => this.#ids.get(item) === id);
    for (const item of items) {
      this.#inSight.delete(item);
      this.#observer.unobserve(item);
    }
  }

  /** @param {IntersectionObserverEntry[]} seen */
  #notice(seen) {
    for (const { target, isIntersecting } of seen) {
      if (isIntersecting) this.#inSight.add(target);
      else this.#inSight.delete(target);
    }
    this.#plan();
  }

  #plan() {
    clearTimeout(this.#timer);
    const seconds = this.#looks.wait(this.#waiting(), now());
    if (seconds !== null) this.#timer = setTimeout(() => void this.#look(), seconds * 1000);
  }

  async #look() {
    if (document.hidden) return document.addEventListener("visibilitychange", this.#again, { once: true });
    // A line that opened after the list was read has not told everything: one look is for that.
    if (live.isOpen && this.#hasLooked) return live.addEventListener("close", this.#again, { once: true });
    this.#hasLooked = true;
    await Promise.all(this.#looks.take(this.#waiting(), now()).map((id) => this.#ask(id)));
    this.#plan();
  }

  /** @returns {string[]} */
  #waiting() {
    return [...this.#inSight].map((item) => this.#ids.get(item) ?? "");
  }

  /** @param {string} id */
  async #ask(id) {
    try {
      const document_ = await readDocument(id);
      if (document_.thumbnail === "pending") return;
      this.forget(id);
      this.#found(document_);
    } catch {
      // A drawing stands there meanwhile; the next look may have more luck.
    }
  }
}

/** @returns {number} in seconds, by a clock that nobody sets */
function now() {
  return performance.now() / 1000;
}
