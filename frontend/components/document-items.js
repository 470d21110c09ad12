// The documents that are shown, and the row or card of each: both change together, here.

import { strings } from "../strings.js";
import { documentGrid } from "./document-grid.js";
import { ListKeys } from "./document-keys.js";
import { fetchPicture } from "./document-picture.js";
import { goTo, heldStill, placeIn } from "./document-place.js";
import { documentTable } from "./document-table.js";
import { ThumbnailWatch } from "./thumbnail-watch.js";
import { undisturbed } from "./undisturbed.js";

/** @typedef {import("../lib/types.js").Document} Document */
/** @typedef {import("./document-place.js").Place} Place */

/**
 * @typedef {object} Layout a way to show documents
 * @property {HTMLElement} node
 * @property {HTMLElement} body holds the items
 * @property {(document_: Document) => HTMLElement} item
 * @property {() => number} columns how many items stand side by side
 */

/**
 * @typedef {object} Host
 * @property {(sort: string) => void} sort
 * @property {(id: string, wish: import("./document-keys.js").Wish | "move") => void} key
 */

/** Documents in one layout. */
export class DocumentItems {
  /** @type {Document[]} */ all = [];
  #layout;
  #sort;
  #keys;
  #watch = new ThumbnailWatch((document_) => void this.#depict(document_));

  /** @param {import("./document-parts.js").Surroundings} around @param {Host} host */
  constructor(around, { sort, key }) {
    this.#sort = around.state.sort;
    this.#layout = around.state.view === "grid" ? documentGrid(around) : documentTable(around, sort);
    this.#keys = new ListKeys(this.#layout, { act: key, moved: (id) => key(id, "move") });
    this.#layout.body.addEventListener("click", (event) => this.#click(event, around));
  }

  /** What stands on the page. */
  get node() {
    return this.#layout.node;
  }

  /** @returns {Place} */
  get place() {
    return placeIn(this.#layout.body);
  }

  /** @param {boolean} hasMore whether there are others that are not read yet @returns {string} how many there are, in which order */
  summary(hasMore) {
    const words = strings.documents;
    return this.all.length === 0 ? words.noneShown : words.summary(this.all.length, hasMore, words.order[this.#sort]);
  }

  /** @param {Document[]} documents those that are not there already */
  append(documents) {
    const known = new Set(this.all.map(({ id }) => id));
    const fresh = documents.filter(({ id }) => !known.has(id));
    this.all.push(...fresh);
    this.#layout.body.append(...fresh.map((document_) => this.#item(document_)));
  }

  /** @param {Document} document_ @param {number} index */
  insert(document_, index) {
    this.#layout.body.insertBefore(this.#item(document_), this.#layout.body.children[index] ?? null);
    this.all.splice(index, 0, document_);
  }

  /** @param {Document} document_ a changed one; it keeps its place, so that nobody has to look for it */
  replace(document_) {
    const index = this.all.findIndex(({ id }) => id === document_.id);
    const old = this.element(document_.id);
    if (!old) return;
    const hadFocus = old.contains(document.activeElement);
    // Whoever changed it may have read it before its picture was there.
    const { thumbnail, thumbnail_url } = this.all[index].thumbnail_url ? this.all[index] : document_;
    this.all[index] = { ...document_, thumbnail, thumbnail_url };
    const item = this.#item(this.all[index]);
    if (old.ariaCurrent) item.ariaCurrent = old.ariaCurrent;
    old.replaceWith(item);
    this.settle();
    if (hadFocus) this.#keys.focus(item);
  }

  /** @param {Document} document_ as somebody else has changed it */
  update(document_) {
    const before = this.all.find(({ id }) => id === document_.id);
    if (!before) return;
    if (before.thumbnail !== document_.thumbnail) void this.#depict(document_);
    if (before.name !== document_.name) this.whenFree(document_.id, () => this.replace(document_));
  }

  /** @param {string} id @param {() => void} change what becomes of it, once nobody has its menu open */
  whenFree(id, change) {
    const item = this.element(id);
    if (item) undisturbed(item, () => this.keepStill(change));
  }

  /** @param {() => void} change whatever comes or goes; the first item in sight stays where it is, or else the next */
  keepStill(change) {
    const first = this.element(this.place.id);
    heldStill([first, first?.nextElementSibling], change);
  }

  /** @param {string} id takes it away; the focus goes to the next one */
  takeOut(id) {
    const item = this.element(id);
    if (!item) return;
    const hadFocus = item.contains(document.activeElement);
    const next = item.nextElementSibling ?? item.previousElementSibling;
    this.all = this.all.filter((one) => one.id !== id);
    item.remove();
    this.#keys.point(next);
    if (hadFocus) this.#keys.focus(next);
  }

  /** Puts the items that came into the order of Tab. They must stand on the page. */
  settle() {
    this.#keys.settle();
  }

  /** @param {string} id gives it the focus */
  focusOn(id) {
    this.#keys.focus(this.element(id));
  }

  /** Gives the focus to the last. */
  focusLast() {
    this.#keys.focus(this.#layout.body.lastElementChild);
  }

  /** @param {Place} place scrolls there */
  return(place) {
    const item = this.element(place.id);
    goTo(item, place);
    this.#keys.point(item ?? null);
  }

  /** @param {string | null} id marks the one that is looked into and keeps it in sight @param {() => void} change what makes room for it */
  mark(id, change) {
    for (const old of this.#layout.body.querySelectorAll(":scope > [aria-current]")) old.removeAttribute("aria-current");
    const item = this.element(id);
    heldStill([item], change);
    item?.setAttribute("aria-current", "true");
    item?.scrollIntoView({ block: "nearest" });
    this.#keys.point(item ?? null);
  }

  /** @param {string} id @param {1 | -1} step @returns {Document | undefined} the one before or after */
  beside(id, step) {
    const index = this.all.findIndex((one) => one.id === id);
    return index === -1 ? undefined : this.all[index + step];
  }

  /** @param {string | null} id @returns {HTMLElement | undefined} */
  element(id) {
    const index = this.all.findIndex((one) => one.id === id);
    return /** @type {HTMLElement | undefined} */ (this.#layout.body.children[index]);
  }

  /** @param {Document} document_ */
  #item(document_) {
    const item = this.#layout.item(document_);
    this.#watch.follow(item, document_);
    return item;
  }

  /** Nothing but the picture changes: focus, menu and place stay. @param {Document} document_ whose thumbnail is decided */
  async #depict({ id, thumbnail, thumbnail_url }) {
    this.#watch.forget(id);
    const image = thumbnail_url && (await fetchPicture(thumbnail_url));
    this.all = this.all.map((one) => (one.id === id ? { ...one, thumbnail, thumbnail_url } : one));
    if (image) this.element(id)?.querySelector(".picture")?.replaceChildren(image);
  }

  /** The whole item opens its document; what has a use of its own keeps it. @param {MouseEvent} event @param {import("./document-parts.js").Surroundings} around */
  #click({ target }, { actions }) {
    const item = target instanceof Element && !target.closest("a, button") ? target.closest("li, tr") : null;
    const index = item ? [...this.#layout.body.children].indexOf(item) : -1;
    const found = this.all[index];
    if (found && !found.deleted_at && String(getSelection()) === "") actions.preview(found);
  }
}
