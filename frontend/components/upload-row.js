// One upload in the tray.

import { formatRemaining, formatSize } from "../lib/format.js";
import { html } from "../lib/html.js";
import { remaining } from "../lib/upload.js";
import { uploads } from "../lib/uploads.js";
import { strings } from "../strings.js";
import { icon } from "./icon.js";
import { fileName } from "./pieces.js";

/** @typedef {import("../lib/upload.js").Upload} Upload */

/** Shows one upload; `show()` brings it up to date. */
export class UploadRow extends HTMLElement {
  #upload;
  #bar;
  #line = html`<p class="upload-line figures"></p>`;
  #buttons = html`<div class="upload-buttons"></div>`;
  #shown = "";

  /** @param {Upload} upload */
  constructor(upload) {
    super();
    this.#upload = upload;
    this.#bar = html`<progress max="1" aria-label=${strings.tray.progressOf(upload.name)}></progress>`;
  }

  connectedCallback() {
    if (this.childNodes.length > 0) return;
    this.setAttribute("role", "listitem");
    this.append(html`<div class="upload-text">${fileName(this.#upload.name)}${this.#bar}${this.#line}</div>`, this.#buttons);
    this.show();
  }

  /** Brings the row up to date. */
  show() {
    const { state, sent, size } = this.#upload;
    this.#bar.value = size > 0 ? sent / size : 0;
    this.#bar.hidden = state !== "sending" && state !== "waiting";
    this.#line.textContent = line(this.#upload);
    // Buttons are only made anew when they change: progress must not take the focus from one.
    if (state === this.#shown) return;
    this.#shown = state;
    this.dataset.state = state;
    this.#buttons.replaceChildren(...buttons(this.#upload));
  }
}

customElements.define("upload-row", UploadRow);

/** @param {Upload} upload @returns {string} what the second line says */
function line(upload) {
  const { state, sent, size, error } = upload;
  if (state === "waiting") return strings.tray.waiting;
  if (state === "failed") return error;
  if (state === "cancelled") return strings.tray.wasCancelled;
  if (state === "done") return `${strings.tray.complete} · ${formatSize(size)}`;
  if (sent >= size) return strings.tray.finishing;
  const left = remaining(upload);
  const arrived = strings.tray.sent(formatSize(sent), formatSize(size));
  return left === null ? arrived : `${arrived} · ${formatRemaining(left)}`;
}

/** @param {Upload} upload @returns {Node[]} */
function buttons(upload) {
  const { state, name } = upload;
  const button = (/** @type {string} */ label, /** @type {string} */ picture, /** @type {() => void} */ act) =>
    html`<button class="icon-button" type="button" aria-label=${label} title=${label} @click=${act}>${icon(picture)}</button>`;
  if (state === "done") return [icon("check")];
  if (state === "waiting" || state === "sending") return [button(strings.tray.cancel(name), "x", () => uploads.cancel(upload))];
  return [
    button(strings.tray.retry(name), "rotate-ccw", () => uploads.retry(upload)),
    button(strings.tray.remove(name), "x", () => uploads.remove(upload)),
  ];
}
