// Above the list: live or deleted, the filter, the order.

import { html } from "../lib/html.js";
import { writeState } from "../lib/list-state.js";
import { strings } from "../strings.js";
import { icon } from "./icon.js";

/** @typedef {import("../lib/list-state.js").ListState} ListState */

const words = strings.documents;

/** Milliseconds without a key after which the filter is used. */
const PAUSE = 250;

/**
 * @param {ListState} state
 * @param {(change: Partial<ListState>, options?: {replace: boolean}) => void} change
 * @returns {{node: HTMLElement, show: (state: ListState) => void}}
 */
export function listToolbar(state, change) {
  const filter = filterInput((q) => change({ q }, { replace: true }));
  const sort = sortSelect((value) => change({ sort: value }));
  const views = html`<nav class="views" aria-label=${words.views}></nav>`;
  const node = html`
    <div class="toolbar">
      ${views}
      <div class="filter">${icon("search")}${filter}</div>
      ${sort}
    </div>
  `;
  const show = (/** @type {ListState} */ now) => {
    if (document.activeElement !== filter) filter.value = now.q;
    sort.value = now.sort;
    views.replaceChildren(view(now, false), view(now, true));
  };
  show(state);
  return { node, show };
}

/** @param {ListState} state @param {boolean} deleted */
function view(state, deleted) {
  const href = writeState({ ...state, deleted, preview: null });
  return html`<a href=${href} aria-current=${state.deleted === deleted ? "page" : null}>${deleted ? words.deleted : words.live}</a>`;
}

/** @param {(q: string) => void} use @returns {HTMLInputElement} */
function filterInput(use) {
  let timer = 0;
  const input = html`<input type="search" aria-label=${words.filter} placeholder=${words.filter} maxlength="255" autocomplete="off" />`;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => input.isConnected && use(input.value.trim()), PAUSE);
  });
  return input;
}

/** @param {(sort: string) => void} use @returns {HTMLSelectElement} */
function sortSelect(use) {
  const options = Object.entries(words.sorts).map(([value, label]) => html`<option value=${value}>${label}</option>`);
  const select = html`<select class="sort-select" aria-label=${words.sort}>${options}</select>`;
  select.addEventListener("change", () => use(select.value));
  return select;
}
