// A project's documents: pages of rows that grow while one scrolls, and change in place.

import { listDocuments } from "../lib/documents.js";
import { html } from "../lib/html.js";
import { apiQuery, belongs, placeOf } from "../lib/list-state.js";
import { isAbort, messageOf } from "../lib/problem.js";
import { announce } from "../lib/announce.js";
import { strings } from "../strings.js";
import { documentRow } from "./document-row.js";
import { documentTable, focusRow, listenToKeys } from "./document-table.js";
import { failure, loadingShape } from "./states.js";
import { toast } from "./toast-stack.js";

/** @typedef {import("../lib/types.js").Document} Document */
/** @typedef {import("../lib/list-state.js").ListState} ListState */

/**
 * @typedef {object} Host
 * @property {string} projectId
 * @property {boolean} canEdit
 * @property {import("./document-row.js").RowActions & {move: (document_: Document) => void}} actions
 * @property {(sort: string) => void} sort
 * @property {(state: ListState) => HTMLElement} empty
 */

/** The list of one project. */
export class DocumentList extends HTMLElement {
  /** @type {Document[]} */ items = [];
  /** @type {string | null} */ #cursor = null;
  /** @type {ListState | null} what is shown; null until the first answer */ #state = null;
  #loading = new AbortController();
  #busy = false;
  #table = /** @type {HTMLTableElement} */ (html`<table><tbody></tbody></table>`);
  #more = html`<button class="button load-more" type="button" @click=${() => void this.#load(this.#state)}>${strings.documents.more}</button>`;
  #watch = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && void this.#load(this.#state), { rootMargin: "600px" });
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

  /** @param {ListState} state starts again from the first row */
  async show(state) {
    this.#loading.abort();
    this.#loading = new AbortController();
    this.#cursor = null;
    // What is there stays until the answer comes, unless that takes long enough to be noticed.
    const late = setTimeout(() => this.replaceChildren(loadingShape()), this.items.length > 0 ? 300 : 0);
    this.#loading.signal.addEventListener("abort", () => clearTimeout(late));
    await this.#load(state, () => {
      clearTimeout(late);
      this.#state = state;
      this.items = [];
      this.#table = documentTable(state, this.#host.sort);
      listenToKeys(this.#table, (id, key) => this.#key(id, key));
    });
    clearTimeout(late);
  }

  /** @param {Document} document_ a new or restored one; shown where it belongs */
  insert(document_) {
    const state = this.#state;
    if (!state || !belongs(state, document_) || this.items.some(({ id }) => id === document_.id)) return;
    const index = placeOf(this.items, document_, state.sort);
    // Beyond the last row that is loaded, it comes with its own page.
    if (index === this.items.length && this.#cursor) return;
    this.items.splice(index, 0, document_);
    this.#body.insertBefore(this.#row(document_), this.#body.children[index] ?? null);
    this.#arrange();
  }

  /** @param {Document} document_ */
  replace(document_) {
    const index = this.items.findIndex(({ id }) => id === document_.id);
    if (index === -1) return;
    this.items[index] = document_;
    const row = this.#row(document_);
    this.#body.children[index].replaceWith(row);
    focusRow(row);
  }

  /** @param {Document} document_ takes its row away; the focus goes to the next one */
  takeOut(document_) {
    const index = this.items.findIndex(({ id }) => id === document_.id);
    if (index === -1) return;
    const row = this.#body.children[index];
    const hadFocus = row.contains(document.activeElement);
    this.items.splice(index, 1);
    row.remove();
    const next = this.#body.children[Math.min(index, this.items.length - 1)];
    if (hadFocus && next) focusRow(/** @type {HTMLTableRowElement} */ (next));
    this.#arrange();
  }

  /** @param {string} id puts the focus back on a row */
  focusOn(id) {
    const row = [...this.#body.rows].find((one) => one.dataset.id === id);
    if (row) focusRow(row);
  }

  get #body() {
    return this.#table.tBodies[0];
  }

  /** @param {ListState | null} state @param {() => void} [begin] called with the first page, before its rows */
  async #load(state, begin) {
    const { signal } = this.#loading;
    if (!state || (this.#busy && !begin)) return;
    this.#busy = true;
    try {
      const page = await listDocuments(this.#host.projectId, apiQuery(state, this.#cursor), signal);
      begin?.();
      this.#cursor = page.next_cursor;
      this.#append(page.items);
    } catch (error) {
      if (!isAbort(error)) this.#fail(state, messageOf(error), begin !== undefined);
    } finally {
      // A newer list may be under way by now, and it is busy.
      if (signal === this.#loading.signal) this.#busy = false;
    }
  }

  /** @param {ListState} state @param {string} message @param {boolean} first whether there is nothing to show */
  #fail(state, message, first) {
    if (!first) return toast(message, { error: true });
    this.items = [];
    this.#state = null;
    this.replaceChildren(failure(message, () => void this.show(state)));
  }

  /** @param {Document[]} documents */
  #append(documents) {
    const known = new Set(this.items.map(({ id }) => id));
    const fresh = documents.filter(({ id }) => !known.has(id));
    this.items.push(...fresh);
    this.#body.append(...fresh.map((document_) => this.#row(document_)));
    this.#arrange();
    announce(this.items.length > 0 ? strings.documents.shown(this.items.length) : strings.documents.noneShown);
  }

  /** Table or empty page, and the button while there is more. */
  #arrange() {
    const state = this.#state;
    if (!state) return;
    if (this.items.length === 0 && !this.#cursor) return this.replaceChildren(this.#host.empty(state));
    if (!this.#table.isConnected) this.replaceChildren(this.#table, this.#more);
    this.#more.hidden = this.#cursor === null;
    // Observing anew reports at once, so a page that does not fill the screen fetches the next.
    this.#watch.disconnect();
    if (this.#cursor) this.#watch.observe(this.#more);
  }

  /** @param {Document} document_ */
  #row(document_) {
    return documentRow(document_, this.#host.actions, this.#host.canEdit);
  }

  /** @param {string} id @param {"move" | "preview" | "rename" | "remove"} key */
  #key(id, key) {
    const found = this.items.find((item) => item.id === id);
    if (!found || found.deleted_at) return;
    if (this.#host.canEdit || key === "move" || key === "preview") this.#host.actions[key](found);
  }
}

customElements.define("document-list", DocumentList);
