// The tray of what is made in the background: exports and reports, foldable, gone only when all is seen to.

import { announce } from "../lib/announce.js";
import { html } from "../lib/html.js";
import { hasFile, isUnderWay } from "../lib/job-list.js";
import { nameOfJob } from "../lib/job-names.js";
import { JobNews } from "../lib/job-news.js";
import { myJobs } from "../lib/my-jobs.js";
import { strings } from "../strings.js";
import { JobRow } from "./job-row.js";
import { TrayFrame } from "./tray-frame.js";
import { TrayRows } from "./tray-rows.js";

/** @typedef {import("../lib/types.js").Job} Job */

const words = strings.jobs;

/** Milliseconds after which what says a time is looked at again: a file may have expired. */
const BEAT = 30_000;

class JobTray extends HTMLElement {
  #rows = new TrayRows((/** @type {string} */ _id) => new JobRow());
  /** @type {Map<string, string>} by id, as far as they are known */ #names = new Map();
  #frame = new TrayFrame(words, close, html`<div class="tray-list">${this.#rows.node}</div>`);
  #beat = 0;

  connectedCallback() {
    this.#frame.attach(this);
    new JobNews(myJobs, announce, nameOfJob).listen();
    myJobs.addEventListener("change", () => this.#show());
    myJobs.addEventListener("asked", () => this.#frame.fold(false));
    this.#beat = setInterval(() => this.#show(), BEAT);
    this.#show();
  }

  disconnectedCallback() {
    clearInterval(this.#beat);
  }

  #show() {
    const { jobs, underWay } = myJobs;
    this.hidden = jobs.length === 0;
    this.#rows.arrange(jobs.map(({ id }) => id));
    for (const job of jobs) this.#draw(job);
    const sum = underWay.reduce((total, { progress }) => total + progress, 0);
    const share = underWay.length > 0 ? sum / underWay.length / 100 : null;
    this.#frame.show({ title: title(jobs), line: "", share, closable: underWay.length === 0 });
  }

  /** @param {Job} job a file is only called by its name once it is there */
  #draw(job) {
    this.#rows.all.get(job.id)?.show(job, job.result?.name ?? this.#names.get(job.id) ?? "");
    if (!job.result && !this.#names.has(job.id)) void this.#learn(job);
  }

  /** @param {Job} job */
  async #learn(job) {
    this.#names.set(job.id, "");
    this.#names.set(job.id, await nameOfJob(job));
    this.#show();
  }
}

customElements.define("job-tray", JobTray);

/** What has ended is seen to; the focus goes to the page. */
function close() {
  myJobs.dismiss(...myJobs.jobs.map(({ id }) => id));
  document.getElementById("content")?.focus({ preventScroll: true });
}

/** @param {Job[]} jobs */
function title(jobs) {
  const underWay = jobs.filter(isUnderWay).length;
  const failed = jobs.filter(({ state }) => state === "dead").length;
  const ready = jobs.filter((job) => hasFile(job)).length;
  if (underWay > 0) return words.making(underWay);
  if (failed > 0) return words.failed(failed);
  return ready > 0 ? words.ready(ready) : words.over;
}
