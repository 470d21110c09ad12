// The uploads in the tray: never more rows than a page can bear.

import { html } from "../lib/html.js";
import { windowOf } from "../lib/upload-window.js";
import { strings } from "../strings.js";
import { TrayRows } from "./tray-rows.js";
import { UploadRow } from "./upload-row.js";

/** @typedef {import("../lib/upload.js").Upload} Upload */

export class UploadList extends HTMLElement {
  #rows = new TrayRows((/** @type {Upload} */ upload) => new UploadRow(upload));
  #more = html`<p class="tray-more secondary figures" hidden></p>`;

  connectedCallback() {
    this.className = "tray-list";
    if (this.childNodes.length === 0) this.append(this.#rows.node, this.#more);
  }

  /** @param {Upload[]} uploads */
  show(uploads) {
    const shown = windowOf(uploads);
    const hidden = uploads.length - shown.length;
    this.#rows.arrange(shown);
    for (const row of this.#rows.all.values()) row.show();
    this.#more.hidden = hidden === 0;
    this.#more.textContent = strings.tray.more(hidden);
  }
}

customElements.define("upload-list", UploadList);
