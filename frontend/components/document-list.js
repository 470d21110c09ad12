// A project's documents: pages of rows or cards that grow while one scrolls, and change in place.

import { announce } from "../lib/announce.js";
import { DocumentPages } from "../lib/document-pages.js";
import { listDocuments } from "../lib/documents.js";
import { belongs, comparison, placeOf } from "../lib/list-state.js";
import { isAbort, messageOf } from "../lib/problem.js";
import { gridShape } from "./document-grid.js";
import { DocumentItems } from "./document-items.js";
import { listFoot } from "./list-foot.js";
import { failure, loadingShape } from "./states.js";
import { toast } from "./toast-stack.js";

/** @typedef {import("../lib/types.js").Document} Document */
/** @typedef {import("../lib/list-state.js").ListState} ListState */
/** @typedef {import("./document-place.js").Place} Place */

/**
 * @typedef {object} Host
 * @property {string} projectId
 * @property {boolean} canEdit
 * @property {import("./document-parts.js").Actions} actions
 * @property {(id: string, wish: "preview" | "rename" | "remove" | "move") => void} key
 * @property {(sort: string) => void} sort
 * @property {(state: ListState) => HTMLElement} empty
 */

/** What is on the page. @typedef {{state: ListState, pages: DocumentPages, items: DocumentItems}} Shown */

/** Pages that the End key reads at most. */
const LEAP = 10;

/** The list of one project. */
export class DocumentList extends HTMLElement {
  /** @type {Shown | null} null until the first answer */ #shown = null;
  /** @type {Promise<void> | null} */ #reading = null;
  /** Whether what is shown is what was asked for last. */
  #settled = false;
  #loading = new AbortController();
  #foot = listFoot(() => void this.#more());
  #watch = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && void this.#more(), { rootMargin: "2400px" });
  #host;

  /** @param {Host} host */
  constructor(host) {
    super();
    this.#host = host;
  }

  disconnectedCallback() {
    this.#loading.abort();
    this.#watch.disconnect();
  }

  /** @returns {readonly Document[]} those that are shown */
  get all() {
    return this.#shown?.items.all ?? [];
  }

  /** @returns {Place | null} null while there is nothing to come back to */
  get place() {
    return this.#settled && this.#shown?.items.node.isConnected ? this.#shown.items.place : null;
  }

  /**
   * Starts again from the first row.
   * @param {ListState} state
   * @param {Place | null} [place] where one was before
   */
  async show(state, place = null) {
    this.#loading.abort();
    this.#reading = null;
    this.#settled = false;
    const loading = new AbortController();
    this.#loading = loading;
    const pages = this.#pagesOf(state);
    // What is there stays until the answer comes, unless that takes long enough to be noticed.
    const late = setTimeout(() => this.#instead(state.view === "grid" ? gridShape() : loadingShape()), this.all.length > 0 ? 300 : 0);
    try {
      const found = place?.id ? await pages.until(place, loading.signal) : await pages.next(loading.signal);
      this.#begin(state, pages, found, place);
    } catch (error) {
      if (!isAbort(error)) this.#instead(failure(messageOf(error), () => void this.show(state)));
    } finally {
      clearTimeout(late);
    }
  }

  /** @param {ListState} state shows the same documents in another way, at the same place */
  redraw(state) {
    if (!this.#shown) return void this.show(state);
    const { pages, items } = this.#shown;
    this.#begin(state, pages, items.all, this.place);
  }

  /** @param {Document} document_ a new or restored one; shown where it belongs */
  insert(document_) {
    if (!this.#shown || !belongs(this.#shown.state, document_) || this.all.some(({ id }) => id === document_.id)) return;
    const { state, pages, items } = this.#shown;
    const index = placeOf(items.all, document_, state.sort);
    // Beyond the last row that is loaded, it comes with its own page.
    if (index === items.all.length && pages.more) return;
    items.insert(document_, index);
    this.#arrange();
  }

  /** @param {Document} document_ a changed one */
  replace(document_) {
    this.#shown?.items.replace(document_);
  }

  /** @param {Document} document_ what somebody else has added, restored or changed; nothing moves under the reader */
  take(document_) {
    if (this.all.some(({ id }) => id === document_.id)) this.#shown?.items.update(document_);
    else this.#shown?.items.keepStill(() => this.insert(document_));
  }

  /** @param {string} id of what somebody else has deleted */
  lose(id) {
    this.#shown?.items.whenFree(id, () => this.takeOut(id));
  }

  /** Reads again what is shown: something may have happened that nobody told. @returns {Promise<boolean>} false where it could not */
  async refresh() {
    const shown = this.#shown;
    if (!shown || !this.#settled) return true;
    const [pages, before] = [this.#pagesOf(shown.state), [...this.all]];
    try {
      const found = await pages.until({ rows: Math.max(1, before.length), id: null }, this.#loading.signal);
      if (this.#shown !== shown) return true;
      shown.pages = pages;
      this.#renew(comparison(before, this.all, found));
      return true;
    } catch (error) {
      return isAbort(error);
    }
  }

  /** @param {ReturnType<typeof comparison>} news */
  #renew({ gone, there }) {
    for (const id of gone) this.lose(id);
    for (const document_ of there) this.take(document_);
    this.#shown?.items.append(there);
    this.#arrange();
  }

  /** @param {string} id takes its row away; the focus goes to the next one */
  takeOut(id) {
    this.#shown?.items.takeOut(id);
    this.#arrange();
  }

  /** @param {string} id puts the focus back on a row */
  focusOn(id) {
    this.#shown?.items.focusOn(id);
  }

  /** @param {string | null} id marks the one that is looked into @param {() => void} [change] what makes room for it */
  mark(id, change = () => undefined) {
    if (this.#shown) this.#shown.items.mark(id, change);
    else change();
  }

  /** @param {string} id @param {1 | -1} step @returns {Document | undefined} the one before or after */
  beside(id, step) {
    return this.#shown?.items.beside(id, step);
  }

  /** @param {ListState} state */
  #pagesOf(state) {
    return new DocumentPages((query, signal) => listDocuments(this.#host.projectId, query, signal), state);
  }

  /** @param {ListState} state @param {DocumentPages} pages @param {Document[]} found @param {Place | null} place */
  #begin(state, pages, found, place) {
    const { actions, canEdit, sort } = this.#host;
    const items = new DocumentItems({ state, actions, canEdit }, { sort, key: (id, wish) => this.#key(id, wish) });
    this.#shown = { state, pages, items };
    this.#settled = true;
    items.append(found);
    this.#arrange();
    if (place?.id) items.return(place);
    else if (this.getBoundingClientRect().top < 0) this.scrollIntoView();
    announce(items.summary(pages.more));
  }

  /** Reads one page more; who asks meanwhile waits for the same. */
  #more() {
    this.#reading ??= this.#read().finally(() => (this.#reading = null));
    return this.#reading;
  }

  async #read() {
    const { signal } = this.#loading;
    if (!this.#shown?.pages.more) return;
    const { pages } = this.#shown;
    try {
      const found = await pages.next(signal);
      // The view may have changed meanwhile; the pages are the same.
      this.#shown?.items.append(found);
      this.#arrange();
      if (!pages.more) announce(this.#shown?.items.summary(false) ?? "");
    } catch (error) {
      if (!isAbort(error)) toast(messageOf(error), { error: true });
    }
  }

  /** Items or empty page, and what stands below. */
  #arrange() {
    if (!this.#shown) return;
    const { state, pages, items } = this.#shown;
    this.#watch.disconnect();
    if (items.all.length === 0 && !pages.more) return this.replaceChildren(this.#host.empty(state));
    if (!items.node.isConnected) this.replaceChildren(items.node, this.#foot.node);
    items.node.setAttribute("aria-label", items.summary(pages.more));
    items.settle();
    this.#foot.show(pages);
    // Observing anew reports at once, so a page that does not fill the screen fetches the next.
    if (pages.more && !pages.tired) this.#watch.observe(this.#foot.node);
  }

  /** @param {HTMLElement} shape stands here as long as there are no items */
  #instead(shape) {
    this.#shown = null;
    this.replaceChildren(shape);
  }

  /** @param {string} id @param {import("./document-keys.js").Wish | "move"} wish */
  #key(id, wish) {
    if (wish === "end") return void this.#end();
    const found = this.all.find((item) => item.id === id && !item.deleted_at);
    if (!found) return;
    if (this.#host.canEdit || wish === "preview" || wish === "move") this.#host.key(id, wish);
  }

  /** To the last document: what is not read yet is read now, within reason. */
  async #end() {
    const { signal } = this.#loading;
    for (let pages = 0; pages < LEAP && this.#shown?.pages.more && !signal.aborted; pages += 1) await this.#more();
    if (!signal.aborted) this.#shown?.items.focusLast();
  }
}

customElements.define("document-list", DocumentList);
