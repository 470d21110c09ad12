// One upload in the tray.

import { formatSize } from "../lib/format.js";
import { html } from "../lib/html.js";
import { isUnderWay } from "../lib/upload.js";
import { uploads } from "../lib/uploads.js";
import { strings } from "../strings.js";
import { icon } from "./icon.js";
import { fileName, iconButton } from "./pieces.js";

/** @typedef {import("../lib/upload.js").Upload} Upload */

/** Shows one upload; `show()` brings it up to date. */
export class UploadRow extends HTMLElement {
  #upload;
  #bar;
  #line = html`<p class="tray-line figures"></p>`;
  #buttons = html`<div class="tray-buttons"></div>`;
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
    this.className = "tray-row";
    this.append(html`<div class="tray-text">${fileName(this.#upload.name)}${this.#bar}${this.#line}</div>`, this.#buttons);
    this.show();
  }

  /** Brings the row up to date. */
  show() {
    const { state, sent, size } = this.#upload;
    this.#bar.value = size > 0 ? sent / size : 0;
    this.#bar.hidden = state !== "sending";
    const words = line(this.#upload);
    if (this.#line.textContent !== words) this.#line.textContent = words;
    // Buttons are only made anew when they change: progress must not take the focus from one.
    if (state === this.#shown) return;
    this.#shown = state;
    this.dataset.state = state;
    const hadFocus = this.#buttons.contains(document.activeElement);
    this.#buttons.replaceChildren(...buttons(this.#upload));
    if (hadFocus) this.focusButton();
  }

  /** Puts the focus on the first thing that can be done. */
  focusButton() {
    this.#buttons.querySelector("a, button")?.focus();
  }
}

customElements.define("upload-row", UploadRow);

/** @param {Upload} upload @returns {string} what the second line says */
function line(upload) {
  const { state, sent, size, failure } = upload;
  if (state === "waiting") return strings.tray.waiting;
  if (state === "failed") return failure?.message ?? "";
  if (state === "cancelled") return strings.tray.wasCancelled;
  if (state === "done") return `${strings.tray.complete} · ${formatSize(size)}`;
  if (upload.pause) return pauseLine(upload.pause);
  return sent >= size ? strings.tray.finishing : strings.tray.sent(formatSize(sent), formatSize(size));
}

/** @param {NonNullable<Upload["pause"]>} pause @returns {string} counts down */
function pauseLine({ until, code }) {
  const seconds = Math.max(1, Math.ceil((until - Date.now()) / 1000));
  return code === "idempotency_in_flight" ? strings.tray.firstAttempt(seconds) : strings.tray.busy(seconds);
}

/** @param {Upload} upload @returns {Node[]} */
function buttons(upload) {
  const { name, state, failure } = upload;
  const cancel = () => iconButton(strings.tray.cancel(name), "x", () => uploads.cancel(upload));
  const retry = () => iconButton(strings.tray.retry(name), "rotate-ccw", () => uploads.retry(upload));
  const remove = () => iconButton(strings.tray.remove(name), "x", () => uploads.remove((other) => other === upload));
  if (isUnderWay(upload)) return [cancel()];
  if (state === "done") return [showLink(upload), icon("check")];
  return failure?.final ? [remove()] : [retry(), remove()];
}

/** @param {Upload} upload @returns {HTMLElement} leads to the document, from whatever page one is on */
function showLink({ name, projectId, document: made }) {
  const label = strings.tray.show(name);
  return html`<a class="icon-button" href=${`/projects/${projectId}?preview=${made?.id}`} aria-label=${label} title=${label}>${icon("eye")}</a>`;
}
