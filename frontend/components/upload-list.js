// The rows of the tray: never more than a page can bear, and never redrawn under the pointer.

import { html } from "../lib/html.js";
import { windowOf } from "../lib/upload-window.js";
import { strings } from "../strings.js";
import { UploadRow } from "./upload-row.js";

/** @typedef {import("../lib/upload.js").Upload} Upload */

export class UploadList extends HTMLElement {
  /** @type {Map<Upload, UploadRow>} */ #rows = new Map();
  #list = html`<div role="list"></div>`;
  #more = html`<p class="upload-more secondary figures" hidden></p>`;

  connectedCallback() {
    if (this.childNodes.length === 0) this.append(this.#list, this.#more);
  }

  /** @param {Upload[]} uploads */
  show(uploads) {
    const shown = windowOf(uploads);
    const hidden = uploads.length - shown.length;
    this.#arrange(new Map(shown.map((upload) => [upload, this.#rows.get(upload) ?? new UploadRow(upload)])));
    for (const row of this.#rows.values()) row.show();
    this.#more.hidden = hidden === 0;
    this.#more.textContent = strings.tray.more(hidden);
  }

  /** @param {Map<Upload, UploadRow>} rows those that stay are not moved: moving takes the focus */
  #arrange(rows) {
    const before = [...this.#rows.values()];
    const lost = before.findIndex((row) => row.contains(document.activeElement) && ![...rows.values()].includes(row));
    for (const [upload, row] of this.#rows) if (!rows.has(upload)) row.remove();
    let next = this.#list.firstElementChild;
    for (const row of rows.values()) {
      if (row === next) next = next.nextElementSibling;
      else this.#list.insertBefore(row, next);
    }
    this.#rows = rows;
    if (lost !== -1) this.#focusNear(lost);
  }

  /** @param {number} index where the row was that had the focus */
  #focusNear(index) {
    const rows = [...this.#rows.values()];
    const next = rows[Math.min(index, rows.length - 1)];
    if (next) next.focusButton();
    else /** @type {HTMLElement | null} */ (document.getElementById("content"))?.focus();
  }
}

customElements.define("upload-list", UploadList);
