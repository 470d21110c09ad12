// What stands in place of a list without documents: the way to the first one, or out of a filter.

import { html } from "../lib/html.js";
import { isFiltered } from "../lib/list-state.js";
import { strings } from "../strings.js";
import { emptyState } from "./states.js";

const words = strings.documents;

/**
 * @param {import("../lib/list-state.js").ListState} state
 * @param {boolean} canEdit
 * @param {() => void} clear shows all documents
 * @returns {HTMLElement}
 */
export function emptyList(state, canEdit, clear) {
  if (isFiltered(state)) return noMatch(state, clear);
  if (state.deleted) return emptyState({ icon: "trash-2", title: words.emptyDeletedTitle, text: words.emptyDeleted });
  if (!canEdit) return emptyState({ icon: "file", title: words.emptyViewerTitle, text: words.emptyViewer });
  return emptyState({ icon: "upload", title: words.emptyTitle, text: words.empty });
}

/** @param {import("../lib/list-state.js").ListState} state @param {() => void} clear */
function noMatch({ q, type }, clear) {
  const action = html`<button class="button" type="button" @click=${clear}>${words.clearFilter}</button>`;
  if (!type) return emptyState({ icon: "search", title: words.noMatchTitle, text: words.noMatch, action });
  const title = q ? words.noTypedMatchTitle : words.noTypeTitle;
  return emptyState({ icon: "search", title, text: words.noType(words.types[type]), action });
}
