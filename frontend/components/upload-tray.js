// The tray at the bottom right: every upload of this tab, foldable, gone only when all is seen to.

import { announce } from "../lib/announce.js";
import { amounts, Estimate } from "../lib/estimate.js";
import { formatRemaining } from "../lib/format.js";
import { html } from "../lib/html.js";
import { UploadNews } from "../lib/upload-news.js";
import { uploads } from "../lib/uploads.js";
import { strings } from "../strings.js";
import { TrayFrame } from "./tray-frame.js";
import { UploadList } from "./upload-list.js";

const words = strings.tray;

/** Milliseconds between two looks while something is under way. */
const BEAT = 250;

class UploadTray extends HTMLElement {
  #list = new UploadList();
  #actions = html`<div class="tray-actions"></div>`;
  #frame = new TrayFrame(words, () => uploads.remove(() => true), this.#list, this.#actions);
  #news = new UploadNews(uploads, announce);
  #estimate = new Estimate();
  #batch = 0;
  #beat = 0;
  /** Whether a redrawing is on its way. */ #asked = false;

  connectedCallback() {
    this.hidden = true;
    this.#frame.attach(this);
    uploads.addEventListener("change", () => this.#ask());
    this.#beat = setInterval(() => uploads.busy && this.#show(), BEAT);
  }

  disconnectedCallback() {
    clearInterval(this.#beat);
  }

  /** A thousand changes in one moment are one redrawing. */
  #ask() {
    if (this.#asked) return;
    this.#asked = true;
    queueMicrotask(() => {
      this.#asked = false;
      this.#show();
    });
  }

  #show() {
    this.hidden = uploads.uploads.length === 0;
    this.#list.show(uploads.uploads);
    this.#showProgress();
    this.#showActions();
  }

  #showProgress() {
    if (this.#batch !== uploads.batch) this.#estimate = new Estimate();
    this.#batch = uploads.batch;
    const { done, all, files, stored } = amounts(uploads.uploads, uploads.batch);
    const share = all > 0 ? done / all : 0;
    const left = uploads.busy && !uploads.held ? this.#estimate.left(done, all - done, Date.now()) : null;
    const time = left === null ? "" : formatRemaining(left);
    this.#frame.show({ title: title(), line: line(files, stored, time), share: uploads.busy ? share : null, closable: !uploads.atRisk });
    if (uploads.busy) this.#news.progress(share, time, Date.now());
  }

  /** What can be done with many at once. */
  #showActions() {
    const broken = uploads.uploads.filter(({ state, failure }) => state === "failed" && !failure?.final);
    const wishes = [
      { label: words.cancelAll, wanted: uploads.counts.waiting + uploads.counts.sending > 1, act: () => uploads.cancel(...uploads.uploads) },
      { label: words.retryAll, wanted: broken.length > 1, act: () => uploads.retry(...broken) },
      { label: words.removeAll, wanted: uploads.counts.failed > 1 && !uploads.busy, act: () => uploads.remove(({ state }) => state === "failed") },
    ].filter(({ wanted }) => wanted);
    const key = wishes.map(({ label }) => label).join();
    if (this.#actions.dataset.shows !== key) {
      this.#actions.replaceChildren(...wishes.map(({ label }) => html`<button class="button small" type="button">${label}</button>`));
      this.#actions.dataset.shows = key;
    }
    for (const [n, { act }] of wishes.entries()) this.#actions.children[n].onclick = act;
  }
}

customElements.define("upload-tray", UploadTray);

function title() {
  const { busy, held, counts } = uploads;
  if (held && uploads.atRisk) return words.paused;
  if (busy) return words.uploading(counts.waiting + counts.sending);
  if (counts.failed > 0) return words.failed(counts.failed);
  return counts.done > 0 ? words.done(counts.done) : words.cancelled;
}

/** @param {number} files @param {number} stored @param {string} time @returns {string} the head's second line */
function line(files, stored, time) {
  const { busy, held, atRisk, counts } = uploads;
  if (held && atRisk) return words.noLine;
  if (!busy) return "";
  const failed = counts.failed > 0 ? words.failedSoFar(counts.failed) : "";
  return [files > 1 ? words.soFar(stored, files) : "", failed, time].filter(Boolean).join(" · ");
}
