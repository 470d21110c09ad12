// The queue of uploads: a few at a time, each can be cancelled and tried again.

/**
 * @typedef {object} Upload
 * @property {string} id
 * @property {string} projectId
 * @property {File} file
 * @property {string} name
 * @property {number} size in bytes
 * @property {number} sent bytes that have left
 * @property {"waiting" | "sending" | "done" | "failed" | "cancelled"} state
 * @property {string} key one for all attempts: a retry never makes a second document
 * @property {number} startedAt milliseconds of the clock; 0 before the first attempt
 * @property {string} error what to tell the person, where it failed
 * @property {import("./types.js").Document | null} document
 * @property {AbortController} abort
 */

/**
 * Sends one file.
 * @callback Transport
 * @param {Upload} upload
 * @param {(sent: number) => void} onProgress
 * @returns {Promise<import("./types.js").Document>}
 */

/** Announces "change" (detail: the upload, or null where the list changed) and "done" (detail: the upload). */
export class UploadQueue extends EventTarget {
  /** @type {Upload[]} */ uploads = [];
  #transport;
  #explain;
  #limit;

  /**
   * @param {Transport} transport
   * @param {(error: unknown) => string} explain
   * @param {number} [limit] how many are sent at a time
   */
  constructor(transport, explain, limit = 3) {
    super();
    this.#transport = transport;
    this.#explain = explain;
    this.#limit = limit;
  }

  /** @returns {boolean} whether leaving now would lose something */
  get busy() {
    return this.uploads.some(({ state }) => state === "sending" || state === "waiting");
  }

  /** @param {string} projectId @param {Iterable<File>} files @returns {Upload[]} */
  add(projectId, files) {
    const added = Array.from(files, (file) => newUpload(projectId, file));
    this.uploads.push(...added);
    this.#tell(null);
    this.#fill();
    return added;
  }

  /** @param {Upload} upload */
  cancel(upload) {
    if (upload.state !== "waiting" && upload.state !== "sending") return;
    upload.state = "cancelled";
    upload.abort.abort();
    this.#tell(upload);
    this.#fill();
  }

  /** @param {Upload} upload */
  retry(upload) {
    if (upload.state !== "failed" && upload.state !== "cancelled") return;
    Object.assign(upload, { state: "waiting", sent: 0, error: "", abort: new AbortController() });
    this.#tell(upload);
    this.#fill();
  }

  /** Takes finished uploads off the list; what failed stays until somebody has seen to it. */
  clear() {
    this.uploads = this.uploads.filter(({ state }) => state !== "done" && state !== "cancelled");
    this.#tell(null);
  }

  /** @param {Upload} upload takes one off the list that is not under way */
  remove(upload) {
    this.uploads = this.uploads.filter((other) => other !== upload || upload.state === "sending");
    this.#tell(null);
  }

  /** Cancels everything and forgets it, as at sign-out. */
  reset() {
    const all = this.uploads;
    this.uploads = [];
    for (const upload of all) this.cancel(upload);
    this.#tell(null);
  }

  #fill() {
    const sending = this.uploads.filter(({ state }) => state === "sending").length;
    const next = this.uploads.filter(({ state }) => state === "waiting").slice(0, Math.max(0, this.#limit - sending));
    for (const upload of next) void this.#send(upload);
  }

  /** @param {Upload} upload */
  async #send(upload) {
    const { abort } = upload;
    Object.assign(upload, { state: "sending", startedAt: Date.now() });
    this.#tell(upload);
    try {
      const made = await this.#transport(upload, (sent) => this.#progress(upload, sent));
      if (abort.signal.aborted) return;
      Object.assign(upload, { state: "done", sent: upload.size, document: made });
      this.dispatchEvent(new CustomEvent("done", { detail: upload }));
    } catch (error) {
      if (abort.signal.aborted) return;
      Object.assign(upload, { state: "failed", error: this.#explain(error) });
    }
    this.#tell(upload);
    this.#fill();
  }

  /** @param {Upload} upload @param {number} sent */
  #progress(upload, sent) {
    if (upload.state !== "sending") return;
    upload.sent = Math.min(sent, upload.size);
    this.#tell(upload);
  }

  /** @param {Upload | null} upload */
  #tell(upload) {
    this.dispatchEvent(new CustomEvent("change", { detail: upload }));
  }
}

/**
 * @param {Upload} upload
 * @param {number} [now] milliseconds of the clock
 * @returns {number | null} seconds until it has arrived, once there is enough to judge by
 */
export function remaining({ sent, size, startedAt, state }, now = Date.now()) {
  const elapsed = (now - startedAt) / 1000;
  if (state !== "sending" || elapsed < 2 || sent === 0) return null;
  return ((size - sent) * elapsed) / sent;
}

/** @param {string} projectId @param {File} file @returns {Upload} */
function newUpload(projectId, file) {
  return {
    ...{ id: newKey(), projectId, file, name: file.name, size: file.size, key: newKey() },
    ...{ sent: 0, state: "waiting", startedAt: 0, error: "", document: null, abort: new AbortController() },
  };
}

/**
 * A random name for one wish. Not randomUUID: that exists on https and localhost only, and people try things on a LAN.
 * @returns {string}
 */
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
