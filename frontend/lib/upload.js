// The queue of uploads: a few at a time, each can be cancelled and tried again. No DOM here.

import { newKey } from "./key.js";

/**
 * @typedef {object} Upload
 * @property {string} id
 * @property {string} projectId
 * @property {File} file
 * @property {string} name
 * @property {number} size in bytes
 * @property {number} sent bytes that have left
 * @property {State} state
 * @property {string} key one for all attempts: a retry never makes a second document
 * @property {number} batch which burst of work it belongs to
 * @property {Failure | null} failure where it failed
 * @property {{until: number, code: string} | null} pause while the server has asked for patience; `until` by the clock
 * @property {import("./types.js").Document | null} document
 * @property {AbortController} abort
 */

/** @typedef {"waiting" | "sending" | "done" | "failed" | "cancelled"} State */

/**
 * @typedef {object} Failure
 * @property {string} message what to tell the person
 * @property {boolean} [final] trying again could not help
 * @property {boolean} [offline] the line broke: it goes on by itself once there is one
 */

/**
 * Sends one file; may set `upload.pause` and call `onProgress` to have it shown.
 * @callback Transport
 * @param {Upload} upload
 * @param {(sent: number) => void} onProgress
 * @returns {Promise<import("./types.js").Document>}
 */

/**
 * Announces "change" where the list or a state changed, "progress" where only numbers did, and
 * "added", "done" and "failed" (detail: the uploads, or the upload) for whoever tells people.
 */
export class UploadQueue extends EventTarget {
  /** @type {Upload[]} */ uploads = [];
  /** Whether new attempts wait until the line is back. */
  held = false;
  /** @type {Record<State, number>} how many there are of each */
  counts = { waiting: 0, sending: 0, done: 0, failed: 0, cancelled: 0 };
  /** The burst of work that is under way, or was last. */
  batch = 0;
  /** @type {Set<Upload>} in the order in which they are sent */ #waiting = new Set();
  #transport;
  #explain;
  #limit;

  /**
   * @param {Transport} transport
   * @param {(error: unknown, upload: Upload) => Failure} explain
   * @param {number} [limit] how many are sent at a time
   */
  constructor(transport, explain, limit = 3) {
    super();
    this.#transport = transport;
    this.#explain = explain;
    this.#limit = limit;
  }

  /** @returns {boolean} whether something is on its way */
  get busy() {
    return this.counts.sending + this.counts.waiting > 0;
  }

  /** @returns {boolean} whether leaving now would lose something that goes on by itself */
  get atRisk() {
    return this.busy || this.uploads.some(({ failure }) => failure?.offline);
  }

  /** @param {string} projectId @param {Iterable<File>} files @returns {Upload[]} */
  add(projectId, files) {
    this.#begin();
    const added = Array.from(files, (file) => newUpload(projectId, file, this.batch));
    this.uploads = [...this.uploads, ...added];
    this.counts.waiting += added.length;
    for (const upload of added) this.#waiting.add(upload);
    this.#tell("added", added);
    this.#fill();
    return added;
  }

  /** @param {...Upload} uploads those under way are stopped */
  cancel(...uploads) {
    for (const upload of uploads) {
      if (upload.state !== "waiting" && upload.state !== "sending") continue;
      this.#move(upload, "cancelled");
      upload.abort.abort();
    }
    this.#fill();
  }

  /** @param {...Upload} uploads those that failed or were cancelled begin again; asking for it also ends a wait for the line */
  retry(...uploads) {
    this.held = false;
    this.#begin();
    for (const upload of uploads) {
      if (upload.state !== "failed" && upload.state !== "cancelled") continue;
      Object.assign(upload, { sent: 0, failure: null, abort: new AbortController(), batch: this.batch });
      this.#move(upload, "waiting");
    }
    this.#fill();
  }

  /** Starts no more attempts: without a line they would only fail one after the other. */
  hold() {
    this.held = true;
    this.#tell("change");
  }

  /** The line is back: what it broke begins again. */
  resume() {
    this.retry(...this.uploads.filter(({ failure }) => failure?.offline));
  }

  /** @param {(upload: Upload) => boolean} gone takes off the list what is not under way */
  remove(gone) {
    const stays = (/** @type {Upload} */ upload) => isUnderWay(upload) || !gone(upload);
    for (const { state } of this.uploads.filter((upload) => !stays(upload))) this.counts[state] -= 1;
    this.uploads = this.uploads.filter(stays);
    this.#tell("change");
  }

  /** Cancels everything and forgets it, as at sign-out. */
  reset() {
    this.cancel(...this.uploads);
    this.held = false;
    this.remove(() => true);
  }

  /** A burst begins with the first file after a rest: progress counts from there. */
  #begin() {
    if (!this.busy) this.batch += 1;
  }

  #fill() {
    for (const upload of this.#waiting) {
      if (this.held || this.counts.sending >= this.#limit) break;
      void this.#send(upload);
    }
    this.#tell("change");
  }

  /** @param {Upload} upload */
  async #send(upload) {
    const { abort } = upload;
    this.#move(upload, "sending");
    try {
      const made = await this.#transport(upload, (sent) => this.#progress(upload, abort, sent));
      if (abort.signal.aborted) return;
      Object.assign(upload, { sent: upload.size, document: made });
      this.#move(upload, "done");
      this.#tell("done", upload);
    } catch (error) {
      if (abort.signal.aborted) return;
      upload.failure = this.#explain(error, upload);
      this.#move(upload, "failed");
      if (upload.failure.offline) this.hold();
      this.#tell("failed", upload);
    }
    this.#fill();
  }

  /** @param {Upload} upload @param {AbortController} attempt @param {number} sent */
  #progress(upload, attempt, sent) {
    if (attempt.signal.aborted) return;
    upload.sent = Math.min(sent, upload.size);
    this.#tell("progress");
  }

  /** @param {Upload} upload @param {State} state */
  #move(upload, state) {
    this.counts[upload.state] -= 1;
    this.counts[state] += 1;
    upload.state = state;
    upload.pause = null;
    if (state === "waiting") this.#waiting.add(upload);
    else this.#waiting.delete(upload);
  }

  /** @param {string} name @param {unknown} [detail] */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** @param {Pick<Upload, "state">} upload @returns {boolean} */
export function isUnderWay({ state }) {
  return state === "waiting" || state === "sending";
}

/** @param {string} projectId @param {File} file @param {number} batch @returns {Upload} */
function newUpload(projectId, file, batch) {
  return {
    ...{ id: newKey(), projectId, file, name: file.name, size: file.size, key: newKey(), batch },
    ...{ sent: 0, state: "waiting", failure: null, pause: null, document: null, abort: new AbortController() },
  };
}
