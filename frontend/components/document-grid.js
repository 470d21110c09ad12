// Documents as cards, for those who look for a picture.

import { html } from "../lib/html.js";
import { strings } from "../strings.js";
import { documentCard } from "./document-card.js";

/**
 * @param {import("./document-parts.js").Surroundings} around
 * @returns {import("./document-items.js").Layout} without cards
 */
export function documentGrid(around) {
  const label = around.state.deleted ? strings.documents.deleted : strings.documents.table;
  const node = html`<ul class="cards" aria-label=${label} role="list"></ul>`;
  const columns = () => getComputedStyle(node).gridTemplateColumns.split(" ").length;
  return { node, body: node, item: (document_) => documentCard(document_, around), columns };
}

/** @returns {HTMLElement} the shape of the cards while they are on their way; the stylesheet keeps it hidden for 300 ms */
export function gridShape() {
  const card = () => html`<div class="card-shape"></div>`;
  return html`<div class="loading cards" role="status" aria-label=${strings.loading}>${Array.from({ length: 8 }, card)}</div>`;
}
