// What a row of the table and a card of the grid have in common.

import { html } from "../lib/html.js";
import { writeState } from "../lib/list-state.js";
import { strings } from "../strings.js";
import { actionMenu } from "./action-menu.js";
import { icon } from "./icon.js";
import { fileName } from "./pieces.js";

/** @typedef {import("../lib/types.js").Document} Document */

/**
 * @typedef {object} Actions what can be done with a document
 * @property {(document_: Document, options?: {enter: boolean}) => void} preview `enter` where the focus should follow
 * @property {(document_: Document) => void} download
 * @property {(document_: Document) => void} rename
 * @property {(document_: Document) => void} remove
 * @property {(document_: Document) => void} restore
 */

/**
 * @typedef {object} Surroundings what an item needs to know of its list
 * @property {import("../lib/list-state.js").ListState} state
 * @property {Actions} actions
 * @property {boolean} canEdit
 */

const words = strings.documents;

/** @param {Document} document_ @param {Surroundings} around @returns {HTMLElement} the name; a link where there is something to open */
export function nameLink(document_, { state, actions }) {
  if (document_.deleted_at) return fileName(document_.name);
  const open = (/** @type {MouseEvent} */ event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    // A press of Enter is a click without a pointer.
    actions.preview(document_, { enter: event.detail === 0 });
  };
  const href = writeState({ ...state, preview: document_.id });
  return html`<a class="item-link" href=${href} aria-label=${document_.name} @click=${open}>${fileName(document_.name)}</a>`;
}

/** @param {Document} document_ @param {Surroundings} around @returns {HTMLElement | null} the menu, or the way back from deletion */
export function itemActions(document_, { actions, canEdit }) {
  if (document_.deleted_at) return canEdit ? restoreButton(document_, actions) : null;
  const menu = [
    { label: words.preview, icon: "eye", act: () => actions.preview(document_, { enter: true }) },
    { label: words.download, icon: "download", act: () => actions.download(document_) },
    { label: words.rename, icon: "pencil", act: () => actions.rename(document_) },
    { label: words.remove, icon: "trash-2", danger: true, act: () => actions.remove(document_) },
  ];
  return actionMenu(words.menu(document_.name), canEdit ? menu : menu.slice(0, 2));
}

/** @param {Document} document_ @param {Actions} actions */
function restoreButton(document_, actions) {
  const restore = () => actions.restore(document_);
  const label = words.restoreOf(document_.name);
  return html`<button class="button small" type="button" aria-label=${label} @click=${restore}>${icon("rotate-ccw")}<span>${words.restore}</span></button>`;
}
