// Looks into a document beside the list, or over it where there is little room.

import { formatSize, exactSize } from "../lib/format.js";
import { html } from "../lib/html.js";
import { isAbort, messageOf } from "../lib/problem.js";
import { strings } from "../strings.js";
import { icon } from "./icon.js";
import { fileName, when } from "./pieces.js";
import { previewContent } from "./preview-content.js";
import { loadingShape } from "./states.js";

/** @typedef {import("../lib/types.js").Document} Document */

const words = strings.preview;
const narrow = matchMedia("(width < 1200px)");

/** Announces "leave" when the person closes it; the page then calls hide(). */
export class PreviewPanel extends HTMLElement {
  #loading = new AbortController();
  #stop = new AbortController();
  #dialog = /** @type {HTMLDialogElement} */ (html`<dialog class="preview"></dialog>`);
  #download;
  /** @type {string | null} */ shown = null;

  /** @param {(document_: Document) => void} download */
  constructor(download) {
    super();
    this.#download = download;
    this.#dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.#leave();
    });
  }

  connectedCallback() {
    this.append(this.#dialog);
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    // A panel beside the list is not modal, so Escape is ours to notice.
    addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && this.#escape(event), { signal });
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.#loading.abort();
  }

  /** @param {Document} document_ */
  show(document_) {
    if (this.shown === document_.id) return;
    this.shown = document_.id;
    this.#loading.abort();
    this.#loading = new AbortController();
    const place = html`<div class="preview-content">${loadingShape(3)}</div>`;
    this.#dialog.setAttribute("aria-label", words.label(document_.name));
    this.#dialog.replaceChildren(this.#head(document_), place, details(document_));
    this.#open();
    void this.#fill(place, document_);
  }

  /** Closes it. */
  hide() {
    this.shown = null;
    this.#loading.abort();
    this.#dialog.close();
    this.#dialog.replaceChildren();
    document.documentElement.classList.remove("with-preview");
  }

  #open() {
    if (this.#dialog.open) return;
    const focused = document.activeElement;
    document.documentElement.classList.add("with-preview");
    if (narrow.matches) return this.#dialog.showModal();
    this.#dialog.show();
    // Beside the list, the keys go on moving through the list.
    if (focused instanceof HTMLElement && focused !== document.body) focused.focus({ preventScroll: true });
  }

  /** @param {HTMLElement} place @param {Document} document_ */
  async #fill(place, document_) {
    const { signal } = this.#loading;
    try {
      place.replaceChildren(await previewContent(document_, signal));
    } catch (error) {
      if (!isAbort(error)) place.replaceChildren(html`<p class="preview-note" role="alert">${messageOf(error)}</p>`);
    }
  }

  /** @param {Document} document_ */
  #head(document_) {
    return html`
      <header>
        <h2>${fileName(document_.name)}</h2>
        <button class="icon-button" type="button" aria-label=${strings.documents.downloadOf(document_.name)} @click=${() => this.#download(document_)}>
          ${icon("download")}
        </button>
        <button class="icon-button" type="button" aria-label=${words.close} @click=${() => this.#leave()}>${icon("x")}</button>
      </header>
    `;
  }

  /** @param {KeyboardEvent} event */
  #escape(event) {
    const elsewhere = event.target instanceof Element && event.target.closest("dialog:modal, [popover], input");
    if (this.shown && !elsewhere) this.#leave();
  }

  #leave() {
    this.dispatchEvent(new Event("leave"));
  }
}

customElements.define("preview-panel", PreviewPanel);

/** @param {Document} document_ */
function details({ media_type, size, created_at, uploaded_by, sha256 }) {
  return html`
    <dl class="details">
      <div><dt>${words.type}</dt><dd>${media_type}</dd></div>
      <div><dt>${words.size}</dt><dd class="figures" title=${exactSize(size)}>${formatSize(size)}</dd></div>
      <div><dt>${words.added}</dt><dd class="figures">${when(created_at)}</dd></div>
      <div><dt>${words.by}</dt><dd><bdi>${uploaded_by.name}</bdi></dd></div>
      <div><dt>${words.checksum}</dt><dd class="checksum">${sha256}</dd></div>
    </dl>
  `;
}
