// The jobs that somebody asked for, as far as they want to see them. No DOM here.

import { isWish } from "./jobs.js";
import { soon } from "./soon.js";

/** @typedef {import("./types.js").Job} Job */
/** @typedef {import("./events.js").News["job-news"]} JobNews */

/**
 * @typedef {object} Server
 * @property {(projectId: string, kind: import("./jobs.js").Wish) => Promise<Job>} ask
 * @property {() => Promise<Job[]>} list
 * @property {(id: string) => Promise<Job>} read
 * @property {(id: string) => Promise<Job>} cancel
 */

/** @typedef {{has: (id: string) => boolean, add: (ids: string[]) => void}} Dismissed the ids of those that nobody wants to see any more */

/** Milliseconds for which a job that has ended is worth a row after a reload. */
const RECENT = 24 * 60 * 60_000;

/** Milliseconds in which unknown jobs gather before all are read anew. */
const GATHER = 300;

/** Announces "change", and for whoever tells people, "asked" and "ended" (detail: the job). */
export class JobList extends EventTarget {
  /** @type {Job[]} the newest first */ jobs = [];
  /** @type {Set<string>} heard of, and asked after once: others in a project have jobs, too */ #strangers = new Set();
  /** Counts the people. */ #stay = 0;
  #server;
  #dismissed;
  #reload = soon(() => void this.load(), GATHER);

  /** @param {Server} server @param {Dismissed} dismissed */
  constructor(server, dismissed) {
    super();
    this.#server = server;
    this.#dismissed = dismissed;
  }

  /** @returns {Job[]} those that have not ended */
  get underWay() {
    return this.jobs.filter(isUnderWay);
  }

  /** Reads all anew. Without an answer everything stays: what has to be said, the page says. */
  async load() {
    const before = this.jobs;
    const jobs = await this.#mine(this.#server.list()).catch(() => null);
    if (!jobs) return;
    for (const job of jobs.reverse()) if (this.#isWorthARow(job)) this.#learn(job, before);
    this.#tell("change");
  }

  /** Asks for another one. @param {string} projectId @param {import("./jobs.js").Wish} kind */
  async ask(projectId, kind) {
    const job = await this.#mine(this.#server.ask(projectId, kind));
    if (!job) return;
    this.#put(job);
    this.#tell("asked", job);
    this.#tell("change");
  }

  /** @param {JobNews} news */
  hear({ id, kind, state, progress }) {
    const known = this.#find(id);
    if (!known) {
      if (isWish(kind)) this.#askAfter(id);
    } else if (state === "running" && isUnderWay(known)) {
      this.#put({ ...known, state, progress });
      this.#tell("change");
    } else {
      // News tell progress; a file, or why an attempt failed, has to be read.
      void this.#look(id);
    }
  }

  /** It may have been asked for in another tab. @param {string} id */
  #askAfter(id) {
    if (this.#strangers.has(id) || this.#dismissed.has(id)) return;
    this.#strangers.add(id);
    this.#reload();
  }

  /** Looks how far those are that are under way. */
  async look() {
    await Promise.all(this.underWay.map(({ id }) => this.#look(id)));
  }

  /** @param {string} id */
  async cancel(id) {
    const before = this.jobs;
    const job = await this.#mine(this.#server.cancel(id));
    if (!job) return;
    this.#learn(job, before);
    this.#tell("change");
  }

  /** @param {...string} ids takes them off the list, for good */
  dismiss(...ids) {
    this.#dismissed.add(ids);
    this.jobs = this.jobs.filter(({ id }) => !ids.includes(id));
    this.#tell("change");
  }

  /** Forgets everything, as at sign-out. */
  reset() {
    this.#stay += 1;
    this.jobs = [];
    this.#tell("change");
  }

  /** @param {string} id */
  async #look(id) {
    const before = this.jobs;
    const job = await this.#mine(this.#server.read(id)).catch(() => null);
    if (!job || !this.#find(id)) return;
    this.#learn(job, before);
    this.#tell("change");
  }

  /**
   * @template Answer
   * @param {Promise<Answer>} asking
   * @returns {Promise<Answer | null>} null where it came after the sign-out: then it is nobody's
   */
  async #mine(asking) {
    const stay = this.#stay;
    const answer = await asking;
    return stay === this.#stay ? answer : null;
  }

  /** @param {Job} job as it was when it was asked after @param {Job[]} before what was known then */
  #learn(job, before) {
    const known = this.#find(job.id);
    const hasEndedSince = known && !isUnderWay(known) && !before.includes(known);
    if (!hasEndedSince || !isUnderWay(job)) this.#put(job);
  }

  /** @param {Job} job */
  #put(job) {
    const before = this.#find(job.id);
    if (before && isUnderWay(before) && !isUnderWay(job)) this.#tell("ended", job);
    const others = this.jobs.filter((one) => one !== before);
    // Ids tell the time.
    this.jobs = [...others, job].sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  /** @param {Job} job */
  #isWorthARow(job) {
    if (!isWish(job.kind) || this.#dismissed.has(job.id)) return false;
    return isUnderWay(job) || Date.now() - Date.parse(job.finished_at ?? "") < RECENT;
  }

  /** @param {string} id */
  #find(id) {
    return this.jobs.find((job) => job.id === id);
  }

  /** @param {string} name @param {Job} [detail] */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** @param {Pick<Job, "state">} job @returns {boolean} */
export function isUnderWay({ state }) {
  return state === "queued" || state === "running";
}

/** @param {Job} job @param {number} [now] milliseconds of the clock @returns {boolean} whether its file can still be had */
export function hasFile({ state, result }, now = Date.now()) {
  return state === "succeeded" && result !== null && Date.parse(result.expires_at) > now;
}
