// Tells those who cannot see it what becomes of their jobs: the beginning, the end, and in between seldom.

import { strings } from "../strings.js";
import { hasFile } from "./job-list.js";
import { isWish } from "./jobs.js";

/** @typedef {import("./types.js").Job} Job */

/** Milliseconds of silence between two words about progress. */
const REST = 15_000;

export class JobNews {
  #list;
  #say;
  #nameOf;
  #spoke = 0;
  /** @type {Map<string, number>} the percents that were said last */ #said = new Map();

  /**
   * @param {import("./job-list.js").JobList} list
   * @param {(message: string) => void} say
   * @param {(job: Job) => Promise<string>} nameOf what people call it
   */
  constructor(list, say, nameOf) {
    this.#list = list;
    this.#say = say;
    this.#nameOf = nameOf;
  }

  /** Begins. */
  listen() {
    const list = this.#list;
    list.addEventListener("asked", (event) => void this.#tell(jobOf(event), strings.jobs.announceAsked));
    list.addEventListener("ended", (event) => void this.#end(jobOf(event)));
    list.addEventListener("change", () => this.#progress(list.underWay, Date.now()));
  }

  /** @param {Job} job */
  #end(job) {
    this.#said.delete(job.id);
    if (!isWish(job.kind)) return;
    if (hasFile(job)) return this.#tell(job, strings.jobs.announceReady);
    if (job.state === "dead") return this.#tell(job, (name) => strings.jobs.announceFailed(name, job.error ?? ""));
    return this.#tell(job, strings.jobs.announceCancelled);
  }

  /** @param {Job[]} underWay @param {number} now */
  #progress(underWay, now) {
    for (const job of underWay) {
      // Only the quarters: a bar that reads itself out drowns everything else.
      const percent = Math.min(75, Math.floor(job.progress / 25) * 25);
      if (percent <= (this.#said.get(job.id) ?? 0) || now - this.#spoke < REST) continue;
      this.#said.set(job.id, percent);
      void this.#tell(job, (name) => strings.jobs.announceShare(name, percent));
    }
  }

  /** @param {Job} job @param {(name: string) => string} words */
  async #tell(job, words) {
    this.#spoke = Date.now();
    this.#say(words(await this.#nameOf(job)));
  }
}

/** @param {Event} event @returns {Job} */
function jobOf(event) {
  return /** @type {CustomEvent<Job>} */ (event).detail;
}
