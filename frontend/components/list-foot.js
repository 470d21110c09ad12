// Below a list: that there is more, and a button for those who do not scroll.

import { html } from "../lib/html.js";
import { strings } from "../strings.js";

const words = strings.documents;

/**
 * @param {() => void} more
 * @returns {{node: HTMLElement, show: (pages: import("../lib/document-pages.js").DocumentPages) => void}}
 */
export function listFoot(more) {
  const note = html`<p class="secondary figures"></p>`;
  const button = html`<button class="button" type="button" @click=${more}></button>`;
  const show = (/** @type {import("../lib/document-pages.js").DocumentPages} */ pages) => {
    node.hidden = !pages.more;
    note.textContent = pages.tired ? words.lookedThrough(pages.seen) : "";
    button.textContent = pages.tired ? words.lookFurther : words.more;
  };
  const node = html`<div class="list-foot">${note}${button}</div>`;
  return { node, show };
}
