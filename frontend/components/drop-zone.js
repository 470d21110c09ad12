// Files can be dropped on the whole page, or pasted. "files" is dispatched with what arrived.

import { html } from "../lib/html.js";
import { strings } from "../strings.js";
import { icon } from "./icon.js";
import { toast } from "./toast-stack.js";

class DropZone extends HTMLElement {
  #stop = new AbortController();
  /** The pointer enters and leaves every element on its way: only the count tells whether it is on the page. */
  #depth = 0;

  connectedCallback() {
    this.hidden = true;
    this.append(html`<div>${icon("upload")}<p>${strings.documents.dropTitle(this.dataset.project ?? "")}</p></div>`);
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    addEventListener("dragenter", (event) => this.#enter(event), { signal });
    addEventListener("dragleave", () => this.#count(-1), { signal });
    addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault(), { signal });
    addEventListener("drop", (event) => this.#drop(event), { signal });
    addEventListener("paste", (event) => this.#paste(event), { signal });
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.replaceChildren();
  }

  /** @param {DragEvent} event */
  #enter(event) {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    this.#count(1);
  }

  /** @param {number} by */
  #count(by) {
    this.#depth = Math.max(0, this.#depth + by);
    this.hidden = this.#depth === 0;
  }

  /** @param {DragEvent} event */
  #drop(event) {
    if (!carriesFiles(event) || !event.dataTransfer) return;
    event.preventDefault();
    this.#count(-Infinity);
    const items = [...event.dataTransfer.items].filter(({ kind }) => kind === "file");
    const files = items.filter((item) => !item.webkitGetAsEntry()?.isDirectory).map((item) => item.getAsFile());
    if (files.length < items.length) toast(strings.documents.noFolders, { error: true });
    this.#offer(files.filter((file) => file !== null));
  }

  /** @param {ClipboardEvent} event */
  #paste(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0 || document.querySelector("dialog:modal")) return;
    event.preventDefault();
    this.#offer(files.map(named));
  }

  /** @param {File[]} files */
  #offer(files) {
    if (files.length > 0) this.dispatchEvent(new CustomEvent("files", { detail: files }));
  }
}

customElements.define("drop-zone", DropZone);

/** @param {DragEvent} event */
function carriesFiles(event) {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

/** Browsers call every pasted picture "image.png"; the time tells them apart. @param {File} file */
function named(file) {
  if (!/^image\.\w+$/.test(file.name)) return file;
  const stamp = new Date().toLocaleString("sv-SE").replaceAll(":", ".");
  return new File([file], strings.documents.pasted(stamp, file.name.slice(5)), { type: file.type });
}
