// One document in the table.

import { html } from "../lib/html.js";
import { strings } from "../strings.js";
import { itemActions, nameLink } from "./document-parts.js";
import { framed } from "./document-picture.js";
import { fileIcon, icon } from "./icon.js";
import { size, when } from "./pieces.js";

/** @typedef {import("../lib/types.js").Document} Document */

/**
 * The roles stand beside the elements that have them, because browsers forget them where the style
 * is no table's: the rows are grids, so that those out of sight cost nothing.
 * @param {Document} document_
 * @param {import("./document-parts.js").Surroundings} around
 * @returns {HTMLElement}
 */
export function documentRow(document_, around) {
  const { deleted_at, created_at, uploaded_by } = document_;
  const time = when(deleted_at ?? created_at);
  return html`
    <tr class="item" role="row" data-id=${document_.id}>
      <th class="cell-name" role="rowheader" scope="row">
        ${framed(html`<span class="thumbnail picture" aria-hidden="true"></span>`, document_, () => [fileIcon(document_.media_type)])}
        ${nameLink(document_, around)}
        <p class="name-meta figures" aria-hidden="true">${size(document_.size)} · ${time.cloneNode(true)}</p>
      </th>
      <td class="cell-size" role="cell">${size(document_.size)}</td>
      <td class="cell-person" role="cell"><bdi>${uploaded_by.name}</bdi></td>
      <td class="cell-time figures" role="cell">${time}</td>
      <td class="cell-actions" role="cell">${!deleted_at && downloadButton(document_, around)}${itemActions(document_, around)}</td>
    </tr>
  `;
}

/** @param {Document} document_ @param {import("./document-parts.js").Surroundings} around */
function downloadButton(document_, { actions }) {
  const label = strings.documents.downloadOf(document_.name);
  return html`
    <button class="icon-button row-download" type="button" aria-label=${label} title=${strings.documents.download} @click=${() => actions.download(document_)}>
      ${icon("download")}
    </button>
  `;
}
