// One document in the grid.

import { html } from "../lib/html.js";
import { splitName } from "../lib/format.js";
import { itemActions, nameLink } from "./document-parts.js";
import { showSoon } from "./document-picture.js";
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

/** The picture, or a drawing that says what kind of file it is. @param {Document} document_ */
function tile(document_) {
  const { thumbnail_url, media_type, name } = document_;
  if (thumbnail_url) return html`<div class="tile"><img src=${thumbnail_url} alt="" loading="lazy" /></div>`;
  const extension = splitName(name)[1].slice(1);
  const drawn = html`<div class="tile" aria-hidden="true">${fileIcon(media_type)}<span>${extension}</span></div>`;
  showSoon(drawn, document_);
  return drawn;
}
