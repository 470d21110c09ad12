// Looks into a document beside the list, or over it where there is little room.

import { announce } from "../lib/announce.js";
import { html } from "../lib/html.js";
import { showModal } from "../lib/notices.js";
import { isAbort, messageOf } from "../lib/problem.js";
import { strings } from "../strings.js";
import { icon } from "./icon.js";
import { fileName, iconButton } from "./pieces.js";
import { previewContent } from "./preview-content.js";
import { details } from "./preview-details.js";
import { failure, loadingShape } from "./states.js";

/** @typedef {import("../lib/types.js").Document} Document */

/**
 * @typedef {object} Host
 * @property {(document_: Document) => void} download
 * @property {(step: 1 | -1) => Document | undefined} beside the next document of the list, or the one before
 * @property {(document_: Document) => void} preview shows another one
 * @property {() => void} leave the person closes it; the page then calls hide()
 */

const words = strings.preview;
const narrow = matchMedia("(width < 1200px)");

/** @type {Record<string, 1 | -1>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** The panel of one page. */
export class PreviewPanel extends HTMLElement {
  /** @type {Document | null} */ #document = null;
  #loading = new AbortController();
  #stop = new AbortController();
  #host;
  #title = html`<h2 tabindex="-1"></h2>`;
  #download = html`<button class="icon-button" type="button" @click=${() => this.#document && this.#host.download(this.#document)}>${icon("download")}</button>`;
  #steps = { back: iconButton(words.previous, "chevron-left", () => this.#step(-1)), on: iconButton(words.next, "chevron-right", () => this.#step(1)) };
  #content = html`<div class="preview-content"></div>`;
  #details = html`<dl class="details"></dl>`;
  #dialog = /** @type {HTMLDialogElement} */ (html`<dialog class="preview"></dialog>`);

  /** @param {Host} host */
  constructor(host) {
    super();
    this.#host = host;
    const close = iconButton(words.close, "x", host.leave);
    const head = html`<header>${this.#title}${this.#steps.back}${this.#steps.on}${this.#download}${close}</header>`;
    this.#dialog.append(head, this.#content, this.#details);
    this.#dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      host.leave();
    });
    this.#dialog.addEventListener("keydown", (event) => this.#press(event));
  }

  /** @returns {string | null} the id of what is shown */
  get shown() {
    return this.#document?.id ?? null;
  }

  /** Whether it covers the list. */
  get covers() {
    return this.#dialog.matches(":modal");
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
    this.hide();
  }

  /** @param {Document} document_ */
  show(document_) {
    const other = this.shown !== document_.id;
    this.#document = document_;
    this.#title.replaceChildren(fileName(document_.name));
    this.#dialog.setAttribute("aria-label", words.label(document_.name));
    this.#download.setAttribute("aria-label", strings.documents.downloadOf(document_.name));
    this.#details.replaceChildren(details(document_));
    if (!other) return;
    if (this.#dialog.contains(document.activeElement)) announce(words.label(document_.name));
    void this.#fill(document_);
    this.#open();
  }

  /** Looks which neighbours there are to step to. */
  neighbours() {
    // Not `disabled`: that would take the focus from somebody who steps to the end.
    this.#steps.back.setAttribute("aria-disabled", String(!this.#host.beside(-1)));
    this.#steps.on.setAttribute("aria-disabled", String(!this.#host.beside(1)));
  }

  /** Moves the focus into it. */
  enter() {
    this.#title.focus({ preventScroll: true });
  }

  /** Closes it. */
  hide() {
    this.#document = null;
    this.#loading.abort();
    this.#dialog.close();
    this.#content.replaceChildren();
    document.documentElement.classList.remove("with-preview");
  }

  #open() {
    if (this.#dialog.open) return;
    const focused = document.activeElement;
    document.documentElement.classList.add("with-preview");
    if (narrow.matches) return showModal(this.#dialog);
    this.#dialog.show();
    // Beside the list, the keys go on moving through the list.
    if (focused instanceof HTMLElement && focused !== document.body) focused.focus({ preventScroll: true });
  }

  /** @param {Document} document_ */
  async #fill(document_) {
    this.#loading.abort();
    this.#loading = new AbortController();
    const { signal } = this.#loading;
    this.#content.replaceChildren(loadingShape(3));
    this.#dialog.scrollTop = 0;
    try {
      const content = await previewContent(document_, signal);
      if (!signal.aborted) this.#content.replaceChildren(content);
    } catch (error) {
      if (!isAbort(error)) this.#content.replaceChildren(failure(messageOf(error), () => void this.#fill(document_)));
    }
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const step = STEPS[event.key];
    const scrolls = event.target instanceof Element && event.target.closest("pre");
    if (!step || scrolls || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#step(step);
  }

  /** @param {1 | -1} step */
  #step(step) {
    const next = this.#host.beside(step);
    if (next) this.#host.preview(next);
  }

  /** @param {KeyboardEvent} event */
  #escape(event) {
    const elsewhere = event.target instanceof Element && event.target.closest("dialog:modal, [popover], input");
    if (this.shown && !elsewhere) this.#host.leave();
  }
}

customElements.define("preview-panel", PreviewPanel);
