// Tells the progress of uploads to those who cannot see it: seldom, and failures at once.

import { strings } from "../strings.js";

/** @typedef {import("./upload.js").Upload} Upload */

/** Up to so many files each is named when it has arrived; of more, only all together. */
const FEW = 3;

/** Milliseconds in which failures are told as one. */
const TOGETHER = 500;

/** Milliseconds of silence between two words about progress. */
const REST = 15_000;

export class UploadNews {
  #queue;
  #say;
  /** @type {Upload[]} */ #failed = [];
  #spoke = 0;
  #percent = 0;

  /**
   * @param {import("./upload.js").UploadQueue} queue
   * @param {(message: string, options?: {urgent: boolean}) => void} say
   */
  constructor(queue, say) {
    this.#queue = queue;
    this.#say = say;
    const on = (/** @type {string} */ name, /** @type {(detail: any) => void} */ hear) =>
      queue.addEventListener(name, (event) => hear(/** @type {CustomEvent} */ (event).detail));
    on("added", (/** @type {Upload[]} */ added) => this.#added(added.length));
    on("done", (/** @type {Upload} */ upload) => this.#done(upload));
    on("failed", (/** @type {Upload} */ upload) => this.#fail(upload));
  }

  /**
   * @param {number} share from 0 to 1
   * @param {string} left how long it takes, or ""
   * @param {number} now milliseconds of the clock
   */
  progress(share, left, now) {
    // Only the quarters: a bar that reads itself out drowns everything else.
    const percent = Math.min(75, Math.floor(share * 4) * 25);
    if (percent <= this.#percent || now - this.#spoke < REST) return;
    this.#percent = percent;
    this.#spoke = now;
    this.#say(strings.tray.announceShare(percent, left));
  }

  /** @param {number} files */
  #added(files) {
    this.#spoke = Date.now();
    this.#percent = 0;
    this.#say(strings.tray.uploading(files));
  }

  /** @param {Upload} upload */
  #done(upload) {
    const { uploads, busy, batch } = this.#queue;
    const mine = uploads.filter((one) => one.batch === batch);
    if (mine.length <= FEW) this.#say(strings.tray.announceDone(upload.name));
    else if (!busy) this.#say(strings.tray.done(mine.filter(({ state }) => state === "done").length));
  }

  /** @param {Upload} upload */
  #fail(upload) {
    this.#failed.push(upload);
    if (this.#failed.length === 1) setTimeout(() => this.#tellFailures(), TOGETHER);
  }

  #tellFailures() {
    const [first, ...others] = this.#failed;
    const why = first.failure?.message ?? "";
    const words = others.length === 0 ? strings.tray.announceFailed(first.name, why) : strings.tray.announceFailures(others.length + 1, why);
    this.#failed = [];
    this.#say(words, { urgent: true });
  }
}
