// One document in the grid.

import { html } from "../lib/html.js";
import { splitName } from "../lib/format.js";
import { itemActions, nameLink } from "./document-parts.js";
import { framed } from "./document-picture.js";
import { fileIcon } from "./icon.js";
import { size, when } from "./pieces.js";

/** @typedef {import("../lib/types.js").Document} Document */

/**
 * @param {Document} document_
 * @param {import("./document-parts.js").Surroundings} around
 * @returns {HTMLElement}
 */
export function documentCard(document_, around) {
  return html`
    <li class="item card" data-id=${document_.id}>
      ${tile(document_)}
      <div class="card-name">${nameLink(document_, around)}</div>
      <p class="card-meta figures">${size(document_.size)} · ${when(document_.deleted_at ?? document_.created_at)}</p>
      <div class="card-actions">${itemActions(document_, around)}</div>
    </li>
  `;
}

/** @param {Document} document_ */
function tile(document_) {
  const extension = splitName(document_.name)[1].slice(1);
  const draw = () => [fileIcon(document_.media_type), html`<span>${extension}</span>`];
  return framed(html`<div class="tile picture" aria-hidden="true"></div>`, document_, draw);
}
