// What was found in all projects of the signed-in person. What is searched for lives in the address.

import { redraw } from "../components/redraw.js";
import { searchField } from "../components/search-field.js";
import { searchHit } from "../components/search-hit.js";
import { emptyState, failure } from "../components/states.js";
import { toast } from "../components/toast-stack.js";
import { announce } from "../lib/announce.js";
import { tell } from "../lib/events.js";
import { html } from "../lib/html.js";
import { overtaking } from "../lib/overtaking.js";
import { isAbort, messageOf } from "../lib/problem.js";
import { searchDocuments } from "../lib/search.js";
import { strings } from "../strings.js";

/** @typedef {import("../lib/types.js").SearchHit} SearchHit */

const words = strings.search;

/** @type {import("../lib/router.js").PageFunction} */
export default async function searchPage({ query, signal }) {
  const view = new SearchView(signal);
  signal.addEventListener("abort", () => tell("searched", ""));
  await view.search(query.get("q") ?? "");
  return { title: words.title, node: view.node, update: (changed) => void view.change(changed.get("q") ?? "") };
}

class SearchView {
  /** @type {SearchHit[]} */ hits = [];
  /** @type {string | null} */ cursor = null;
  q = "";
  #ask;

  /** @param {AbortSignal} signal */
  constructor(signal) {
    this.#ask = overtaking(signal);
    this.count = html`<p class="secondary figures"></p>`;
    this.place = html`<div @keydown=${move}></div>`;
    this.node = html`
      <div class="page search-page">
        <header class="page-head"><div><h1>${words.title}</h1>${this.count}</div></header>
        ${searchField(signal)}${this.place}
      </div>
    `;
  }

  /** @param {string} q */
  async change(q) {
    if (q === this.q) return;
    if ((await this.search(q)) && q) announce(this.count.textContent || words.nothingTitle);
  }

  /** Asks, and shows what comes. @param {string} q @returns {Promise<boolean>} false where it failed, or was overtaken */
  async search(q) {
    this.q = q;
    tell("searched", q);
    const signal = this.#ask();
    this.place.setAttribute("aria-busy", "true");
    try {
      const { items, next_cursor } = q.trim() ? await searchDocuments(q, { signal }) : { items: [], next_cursor: null };
      this.hits = items;
      this.cursor = next_cursor;
      this.show();
      return true;
    } catch (error) {
      if (!isAbort(error)) this.fail(error);
      return false;
    }
  }

  async more() {
    // What is shown answers an older question than the one that is being asked.
    if (this.place.hasAttribute("aria-busy")) return;
    const before = this.hits.length;
    try {
      const { items, next_cursor } = await searchDocuments(this.q, { cursor: this.cursor, signal: this.#ask() });
      this.hits.push(...items);
      this.cursor = next_cursor;
      this.show();
      links(this.place)[before]?.focus();
    } catch (error) {
      if (!isAbort(error)) toast(messageOf(error), { error: true });
    }
  }

  show() {
    const { length } = this.hits;
    this.count.textContent = length > 0 ? words.found(length, this.cursor !== null) : "";
    this.place.removeAttribute("aria-busy");
    redraw(this.place, ...(length > 0 ? this.list() : [this.q.trim() ? nothing() : start()]));
  }

  /** @returns {Node[]} */
  list() {
    const list = html`<ol class="hits">${this.hits.map(searchHit)}</ol>`;
    if (!this.cursor) return [list];
    return [list, html`<div class="list-foot"><button class="button" type="button" @click=${() => void this.more()}>${words.more}</button></div>`];
  }

  /** @param {unknown} error */
  fail(error) {
    this.count.textContent = "";
    this.place.removeAttribute("aria-busy");
    redraw(this.place, failure(messageOf(error), () => void this.search(this.q)));
  }
}

/** The arrows move through what was found. @param {KeyboardEvent} event */
function move(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const here = event.target instanceof Element && event.target.closest(".hit");
  if (!step || !here || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  event.preventDefault();
  const all = links(/** @type {Element} */ (event.currentTarget));
  all[all.findIndex((link) => here.contains(link)) + step]?.focus();
}

/** @param {Element} place @returns {HTMLElement[]} */
function links(place) {
  return [...place.querySelectorAll(".hit-link")].map((link) => /** @type {HTMLElement} */ (link));
}

function start() {
  return emptyState({ icon: "search", title: words.startTitle, text: words.start });
}

function nothing() {
  return emptyState({ icon: "search", title: words.nothingTitle, text: words.nothing });
}
