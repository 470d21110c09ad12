// The table around the rows; its headings sort.

import { html } from "../lib/html.js";
import { toggleSort } from "../lib/list-state.js";
import { strings } from "../strings.js";
import { documentRow } from "./document-row.js";
import { icon } from "./icon.js";

/** @typedef {"name" | "size" | "created_at"} Column */

const words = strings.documents;

/**
 * @param {import("./document-parts.js").Surroundings} around
 * @param {(sort: string) => void} sort
 * @returns {import("./document-items.js").Layout} without rows
 */
export function documentTable(around, sort) {
  const { state } = around;
  const time = state.deleted ? words.columns.deleted : words.columns.added;
  const node = html`
    <table class="documents" role="table" aria-label=${state.deleted ? words.deleted : words.table}>
      <thead role="rowgroup">
        <tr role="row">
          ${heading("name", words.columns.name, state, sort)}
          ${heading("size", words.columns.size, state, sort)}
          <th class="cell-person" role="columnheader" scope="col">${words.columns.person}</th>
          ${state.deleted ? html`<th class="cell-time" role="columnheader" scope="col">${time}</th>` : heading("created_at", time, state, sort)}
          <th class="cell-actions" role="columnheader" scope="col"><span class="visually-hidden">${words.columns.actions}</span></th>
        </tr>
      </thead>
      <tbody role="rowgroup"></tbody>
    </table>
  `;
  return { node, body: node.tBodies[0], item: (document_) => documentRow(document_, around), columns: () => 1 };
}

/** @param {Column} column @param {string} label @param {{sort: string}} state @param {(sort: string) => void} sort */
function heading(column, label, state, sort) {
  const down = state.sort === `-${column}`;
  const active = down || state.sort === column;
  const cell = { name: "cell-name", size: "cell-size", created_at: "cell-time" }[column];
  return html`
    <th class=${cell} role="columnheader" scope="col" aria-sort=${active ? (down ? "descending" : "ascending") : null}>
      <button class="sort-button" type="button" title=${words.sortBy(label)} @click=${() => sort(toggleSort(state.sort, column))}>
        ${label}${active && icon(down ? "arrow-down" : "arrow-up")}
      </button>
    </th>
  `;
}
