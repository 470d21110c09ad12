// One document in the table.

import { html } from "../lib/html.js";
import { strings } from "../strings.js";
import { actionMenu } from "./action-menu.js";
import { fileIcon, icon } from "./icon.js";
import { fileName, size, when } from "./pieces.js";

/** @typedef {import("../lib/types.js").Document} Document */

/**
 * @typedef {object} RowActions
 * @property {(document_: Document) => void} preview
 * @property {(document_: Document) => void} download
 * @property {(document_: Document) => void} rename
 * @property {(document_: Document) => void} remove
 * @property {(document_: Document) => void} restore
 */

const words = strings.documents;

/**
 * @param {Document} document_
 * @param {RowActions} actions
 * @param {boolean} canEdit
 * @returns {HTMLTableRowElement}
 */
export function documentRow(document_, actions, canEdit) {
  const { deleted_at, created_at, uploaded_by } = document_;
  const time = when(deleted_at ?? created_at);
  return html`
    <tr data-id=${document_.id}>
      <th class="cell-name" scope="row">
        <div class="name-line">${picture(document_)}${deleted_at ? fileName(document_.name) : nameLink(document_, actions)}</div>
        <p class="name-meta figures" aria-hidden="true">${size(document_.size)} · ${time.cloneNode(true)}</p>
      </th>
      <td class="cell-size">${size(document_.size)}</td>
      <td class="cell-person"><bdi>${uploaded_by.name}</bdi></td>
      <td class="cell-time figures">${time}</td>
      <td class="cell-actions">${deleted_at ? restoreButton(document_, actions, canEdit) : liveButtons(document_, actions, canEdit)}</td>
    </tr>
  `;
}

/** @param {Document} document_ */
function picture({ thumbnail_url, media_type }) {
  if (!thumbnail_url) return html`<span class="thumbnail">${fileIcon(media_type)}</span>`;
  return html`<span class="thumbnail"><img src=${thumbnail_url} alt="" loading="lazy" width="40" height="40" /></span>`;
}

/** @param {Document} document_ @param {RowActions} actions */
function nameLink(document_, actions) {
  const open = (/** @type {MouseEvent} */ event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    actions.preview(document_);
  };
  return html`<a class="row-link" href=${`?preview=${document_.id}`} aria-label=${document_.name} @click=${open}>${fileName(document_.name)}</a>`;
}

/** @param {Document} document_ @param {RowActions} actions @param {boolean} canEdit */
function liveButtons(document_, actions, canEdit) {
  const menu = [
    { label: words.preview, icon: "eye", act: () => actions.preview(document_) },
    { label: words.download, icon: "download", act: () => actions.download(document_) },
    { label: words.rename, icon: "pencil", act: () => actions.rename(document_) },
    { label: words.remove, icon: "trash-2", danger: true, act: () => actions.remove(document_) },
  ];
  const label = words.downloadOf(document_.name);
  return html`
    <div class="row-buttons">
      <button class="icon-button row-download" type="button" aria-label=${label} title=${words.download} @click=${() => actions.download(document_)}>
        ${icon("download")}
      </button>
      ${actionMenu(words.menu(document_.name), canEdit ? menu : menu.slice(0, 2))}
    </div>
  `;
}

/** @param {Document} document_ @param {RowActions} actions @param {boolean} canEdit */
function restoreButton(document_, actions, canEdit) {
  if (!canEdit) return null;
  const restore = () => actions.restore(document_);
  const label = words.restoreOf(document_.name);
  return html`<button class="button small" type="button" aria-label=${label} @click=${restore}>${icon("rotate-ccw")}<span>${words.restore}</span></button>`;
}
