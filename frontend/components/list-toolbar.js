// Above the list: live or deleted, the filters, the order, table or grid.

import { html } from "../lib/html.js";
import { writeState } from "../lib/list-state.js";
import { KINDS } from "../lib/media-types.js";
import { strings } from "../strings.js";
import { filterInput } from "./filter-input.js";
import { icon } from "./icon.js";
import { picker } from "./picker.js";

/** @typedef {import("../lib/list-state.js").ListState} ListState */
/** @typedef {(change: Partial<ListState>, options?: {replace: boolean}) => void} Change */

const words = strings.documents;

/**
 * @param {ListState} state
 * @param {Change} change
 * @returns {{node: HTMLElement, show: (state: ListState) => void}}
 */
export function listToolbar(state, change) {
  const filter = filterInput(words.filter, (q) => change({ q }, { replace: true }));
  const types = [["", words.allTypes], ...KINDS.map((kind) => [kind, words.types[kind]])];
  const type = picker(words.type, "list-filter", types, (value) => change({ type: KINDS.find((kind) => kind === value) ?? null }));
  const sort = picker(words.sort, "arrow-down-up", Object.entries(words.sorts), (value) => change({ sort: value }));
  const views = html`<nav class="views" aria-label=${words.views}></nav>`;
  const layouts = html`<nav class="layouts" aria-label=${words.layouts}></nav>`;
  const node = html`<div class="toolbar">${views}<div class="filter">${icon("search")}${filter}</div>${type.node}${sort.node}${layouts}</div>`;
  const show = (/** @type {ListState} */ now) => {
    if (document.activeElement !== filter) filter.value = now.q;
    type.select.value = now.type ?? "";
    type.node.classList.toggle("in-use", now.type !== null);
    sort.select.value = now.sort;
    renew(views, [view(now, false), view(now, true)]);
    renew(layouts, [layout(now, "table", "list"), layout(now, "grid", "layout-grid")]);
  };
  show(state);
  return { node, show };
}

/** Puts newer links in the place of older ones; who stood on one goes on standing on it. @param {HTMLElement} nav @param {HTMLElement[]} links */
function renew(nav, links) {
  const here = [...nav.children].findIndex((link) => link === document.activeElement);
  nav.replaceChildren(...links);
  links[here]?.focus();
}

/** @param {ListState} state @param {boolean} deleted */
function view(state, deleted) {
  const href = writeState({ ...state, deleted, preview: null });
  return html`<a href=${href} aria-current=${state.deleted === deleted ? "page" : null}>${deleted ? words.deleted : words.live}</a>`;
}

/** @param {ListState} state @param {"table" | "grid"} name @param {string} drawing */
function layout(state, name, drawing) {
  const label = words.layoutNames[name];
  const current = state.view === name ? "true" : null;
  return html`<a href=${writeState({ ...state, view: name })} aria-label=${label} title=${label} aria-current=${current}>${icon(drawing)}</a>`;
}
