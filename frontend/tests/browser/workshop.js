// A workshop in place of the server's: jobs in it stand, go on and end as a story wants.

import { setTimeout as sleep } from "node:timers/promises";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("../../lib/types.js").Job} Job */

const DAY = 24 * 60 * 60_000;

/** The jobs of one tab. */
export class Workshop {
  /** @type {Job[]} */ jobs = [];
  #count = 0;
  #now;

  /** @param {() => number} now milliseconds of the clock */
  constructor(now) {
    this.#now = now;
  }

  /**
   * @param {Pick<import("./harness.js").Stage, "expects">} stage
   * @param {Page} page
   * @param {() => number} [now]
   */
  static async in(stage, page, now = Date.now) {
    const workshop = new Workshop(now);
    // No line tells of these jobs, so the tab looks for itself.
    stage.expects(/status of 404 .*\/api\/v1\/events/);
    await page.route("**/api/v1/events", (route) => route.fulfill({ status: 404, body: "{}" }));
    await page.route(/\/api\/v1\/projects\/[^/]+\/(exports|reports)$/, (route) => workshop.#begin(route));
    await page.route(/\/api\/v1\/jobs(\?|\/|$)/, (route) => workshop.#answer(route));
    return workshop;
  }

  /**
   * Waits until it was asked for: a click is answered a moment later.
   * @param {Partial<Job>} change what becomes of the newest
   */
  async go(change) {
    while (!this.jobs[0] || this.jobs[0].finished_at) await sleep(10);
    Object.assign(this.jobs[0], change);
  }

  /** @param {string} name @param {number} [size] @param {number} [kept] milliseconds for which its file is kept */
  async finish(name, size = 12_400_000, kept = DAY) {
    const now = this.#now();
    const result = { name, media_type: "application/zip", size, expires_at: new Date(now + kept).toISOString() };
    await this.go({ state: "succeeded", progress: 100, result, finished_at: new Date(now).toISOString() });
  }

  /** @param {string} error */
  async fail(error) {
    await this.go({ state: "dead", error, attempts: 5, finished_at: new Date(this.#now()).toISOString() });
  }

  /** @param {import("playwright-core").Route} route */
  #begin(route) {
    const [, project_id, kind] = /projects\/([^/]+)\/(export|report)s/.exec(route.request().url()) ?? [];
    const now = new Date(this.#now()).toISOString();
    this.#count += 1;
    const job = { id: `0192-${this.#count}`, kind, state: "queued", progress: 0, attempts: 0, max_attempts: 5, cancel_requested: false, error: null, project_id };
    this.jobs.unshift(/** @type {Job} */ ({ ...job, result: null, run_at: now, created_at: now, started_at: null, finished_at: null }));
    return route.fulfill({ status: 202, json: this.jobs[0] });
  }

  /** @param {import("playwright-core").Route} route */
  #answer(route) {
    const [, id, wish] = /jobs\/([^/?]+)(\/\w+)?/.exec(route.request().url()) ?? [];
    if (!id) return route.fulfill({ json: { items: this.jobs, next_cursor: null } });
    const job = this.jobs.find((one) => one.id === id);
    if (job && wish === "/cancel") job.cancel_requested = true;
    return route.fulfill({ json: job });
  }
}
