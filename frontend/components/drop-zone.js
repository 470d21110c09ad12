// Files can be dropped on the whole page, or pasted. There is one zone for the whole app, which says
// where files can go; the zone of a project's page goes before it, and dispatches "files".

import { broughtBy, meansText, named } from "../lib/brought.js";
import { html } from "../lib/html.js";
import { session } from "../lib/session.js";
import { strings } from "../strings.js";
import { icon } from "./icon.js";
import { toast } from "./toast-stack.js";

const words = strings.documents;

class DropZone extends HTMLElement {
  #stop = new AbortController();
  /** The pointer enters and leaves every element on its way: only the count tells whether it is on the page. */
  #depth = 0;
  /** Whether what is dragged comes from this very page, such as a thumbnail. */
  #own = false;
  #words = html`<p></p>`;

  connectedCallback() {
    this.hidden = true;
    this.#depth = 0;
    this.replaceChildren(html`<div>${icon(this.#project === null ? "folder" : "upload")}${this.#words}</div>`);
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    addEventListener("dragstart", () => (this.#own = true), { signal });
    addEventListener("dragend", () => (this.#own = false), { signal });
    addEventListener("dragenter", (event) => this.#enter(event), { signal });
    addEventListener("dragleave", () => this.#count(-1), { signal });
    addEventListener("dragover", (event) => this.#over(event), { signal });
    addEventListener("drop", (event) => this.#drop(event), { signal });
    addEventListener("paste", (event) => this.#paste(event), { signal });
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  /** @returns {string | null} the project's name; null in the zone of the whole app */
  get #project() {
    return this.dataset.project ?? null;
  }

  /** @returns {boolean} whether it is up to the other zone */
  get #rests() {
    return this.#project === null && document.querySelector("drop-zone[data-project]") !== null;
  }

  /** @param {DragEvent} event */
  #hasFiles(event) {
    return !this.#own && !this.#rests && (event.dataTransfer?.types.includes("Files") ?? false);
  }

  /** @param {DragEvent} event */
  #enter(event) {
    if (!this.#hasFiles(event)) return;
    event.preventDefault();
    this.#words.textContent = this.#project === null ? whereTo() : words.dropTitle(this.#project);
    this.#count(1);
  }

  /** @param {number} by */
  #count(by) {
    this.#depth = Math.max(0, this.#depth + by);
    this.hidden = this.#depth === 0 || isAsking();
  }

  /** Without this the browser would leave the app and open the file. @param {DragEvent} event */
  #over(event) {
    if (!this.#hasFiles(event) || !event.dataTransfer) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = this.#project === null || isAsking() ? "none" : "copy";
  }

  /** @param {DragEvent} event */
  #drop(event) {
    this.#count(-Infinity);
    if (!this.#hasFiles(event)) return;
    event.preventDefault();
    if (!isAsking()) this.#offer(broughtBy(event.dataTransfer));
  }

  /** @param {ClipboardEvent} event */
  #paste(event) {
    const { files, folders } = broughtBy(event.clipboardData);
    if (files.length + folders.length === 0 || this.#rests || isAsking() || meansText(event.target, event.clipboardData)) return;
    event.preventDefault();
    const now = new Date();
    this.#offer({ files: files.map((file) => named(file, now)), folders });
  }

  /** @param {{files: File[], folders: string[]}} brought */
  #offer({ files, folders }) {
    if (this.#project === null) return toast(whereTo(), { error: true });
    if (folders.length > 0) toast(words.noFolders(folders, files.length), { error: true });
    if (files.length > 0) this.dispatchEvent(new CustomEvent("files", { detail: files }));
  }
}

customElements.define("drop-zone", DropZone);

/** @returns {boolean} whether a question waits for its answer first */
function isAsking() {
  return document.querySelector("dialog:modal") !== null;
}

/** @returns {string} */
function whereTo() {
  return session.user ? words.dropNowhere : words.dropSignedOut;
}
