// The tray at the bottom right: every upload of this tab, foldable, gone only when all is seen to.

import { announce } from "../lib/announce.js";
import { html } from "../lib/html.js";
import { uploads } from "../lib/uploads.js";
import { strings } from "../strings.js";
import { icon } from "./icon.js";
import { UploadRow } from "./upload-row.js";

/** @typedef {import("../lib/upload.js").Upload} Upload */

class UploadTray extends HTMLElement {
  /** @type {Map<Upload, UploadRow>} */ #rows = new Map();
  #stop = new AbortController();
  #told = new WeakMap();
  #title = html`<h2></h2>`;
  #list = html`<div id="upload-list" role="list"></div>`;
  #fold = html`<button class="icon-button" type="button" aria-controls="upload-list" @click=${() => this.#toggle()}></button>`;
  #close = html`<button class="icon-button" type="button" aria-label=${strings.tray.close} @click=${() => uploads.clear()}>${icon("x")}</button>`;

  connectedCallback() {
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", strings.tray.label);
    this.hidden = true;
    this.append(html`<div class="tray-head">${this.#title}${this.#fold}${this.#close}</div>`, this.#list);
    this.#showFold(false);
    const { signal } = this.#stop;
    uploads.addEventListener("change", (event) => this.#changed(/** @type {CustomEvent} */ (event).detail), { signal });
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  /** @param {Upload | null} upload */
  #changed(upload) {
    if (upload) this.#rows.get(upload)?.show();
    else this.#arrange();
    this.#summarise();
    if (upload) this.#speak(upload);
  }

  /** Makes rows for what is new and drops those of what is gone. */
  #arrange() {
    const before = this.#rows;
    this.#rows = new Map(uploads.uploads.map((upload) => [upload, before.get(upload) ?? new UploadRow(upload)]));
    const added = [...this.#rows.keys()].filter((upload) => !before.has(upload));
    this.#list.replaceChildren(...this.#rows.values());
    this.hidden = this.#rows.size === 0;
    if (added.length > 0) {
      this.#showFold(false);
      announce(strings.tray.announceStart(added.length));
    }
  }

  #summarise() {
    const states = uploads.uploads.map(({ state }) => state);
    const done = states.filter((state) => state === "done").length;
    const failed = states.filter((state) => state === "failed").length;
    this.#close.hidden = uploads.busy || failed > 0;
    if (uploads.busy) this.#title.textContent = strings.tray.progress(done, states.length);
    else if (failed > 0) this.#title.textContent = strings.tray.failed(failed);
    else this.#title.textContent = done > 0 ? strings.tray.done(done) : strings.tray.cancelled;
  }

  /** @param {Upload} upload */
  #speak(upload) {
    if (this.#told.get(upload) === upload.state) return;
    this.#told.set(upload, upload.state);
    if (upload.state === "done") announce(strings.tray.announceDone(upload.name));
    if (upload.state === "failed") announce(strings.tray.announceFailed(upload.name, upload.error), { urgent: true });
  }

  #toggle() {
    this.#showFold(!this.#list.hidden);
  }

  /** @param {boolean} folded */
  #showFold(folded) {
    this.#list.hidden = folded;
    this.#fold.setAttribute("aria-expanded", String(!folded));
    this.#fold.setAttribute("aria-label", folded ? strings.tray.unfold : strings.tray.fold);
    this.#fold.replaceChildren(icon(folded ? "chevron-up" : "chevron-down"));
  }
}

customElements.define("upload-tray", UploadTray);
