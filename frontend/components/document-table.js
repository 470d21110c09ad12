// The table around the rows: its headings sort, its keys move.

import { toggleSort } from "../lib/list-state.js";
import { html } from "../lib/html.js";
import { strings } from "../strings.js";
import { icon } from "./icon.js";

/** @typedef {"name" | "size" | "created_at"} Column */

const words = strings.documents;

/**
 * @param {import("../lib/list-state.js").ListState} state
 * @param {(sort: string) => void} sort
 * @returns {HTMLTableElement} without rows
 */
export function documentTable(state, sort) {
  const time = state.deleted ? words.columns.deleted : words.columns.added;
  return html`
    <table class="documents">
      <caption class="visually-hidden">${state.deleted ? words.deleted : words.table}</caption>
      <thead>
        <tr>
          ${heading("name", words.columns.name, state, sort)}
          ${heading("size", words.columns.size, state, sort)}
          <th class="cell-person" scope="col">${words.columns.person}</th>
          ${state.deleted ? html`<th class="cell-time" scope="col">${time}</th>` : heading("created_at", time, state, sort)}
          <th class="cell-actions" scope="col"><span class="visually-hidden">${words.columns.actions}</span></th>
        </tr>
      </thead>
      <tbody></tbody>
    </table>
  `;
}

/** @param {Column} column @param {string} label @param {{sort: string}} state @param {(sort: string) => void} sort */
function heading(column, label, state, sort) {
  const down = state.sort === `-${column}`;
  const active = down || state.sort === column;
  const cell = { name: "cell-name", size: "cell-size", created_at: "cell-time" }[column];
  return html`
    <th class=${cell} scope="col" aria-sort=${active ? (down ? "descending" : "ascending") : null}>
      <button class="sort-button" type="button" data-sort=${column} title=${words.sortBy(label)} @click=${() => sort(toggleSort(state.sort, column))}>
        ${label}${active && icon(down ? "arrow-down" : "arrow-up")}
      </button>
    </th>
  `;
}

/**
 * Arrow keys move between the rows, Space previews, F2 renames, Delete deletes.
 * @param {HTMLTableElement} table
 * @param {(id: string, key: "move" | "preview" | "rename" | "remove") => void} act
 */
export function listenToKeys(table, act) {
  table.addEventListener("keydown", (event) => {
    const row = event.target instanceof Element ? event.target.closest("tr") : null;
    const id = row?.dataset.id;
    if (!row || !id || event.ctrlKey || event.metaKey || event.altKey) return;
    const onLink = event.target instanceof HTMLAnchorElement;
    const wish = /** @type {const} */ ({ Delete: "remove", F2: "rename", " ": "preview" })[event.key];
    const to = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling }[event.key];
    if (wish && (onLink || event.key !== " ")) act(id, wish);
    else if (to instanceof HTMLTableRowElement) act(focusRow(to), "move");
    else return;
    event.preventDefault();
  });
}

/** @param {HTMLTableRowElement} row @returns {string} the id of its document */
export function focusRow(row) {
  /** @type {HTMLElement | null} */ (row.querySelector("a, button"))?.focus();
  return row.dataset.id ?? "";
}
