// All jobs of the instance, page by page, filtered by the address.

import { announce } from "../lib/announce.js";
import { discardJob, listAllJobs, retryJob } from "../lib/admin.js";
import { html } from "../lib/html.js";
import { Newest } from "../lib/newest.js";
import { overtaking } from "../lib/overtaking.js";
import { isAbort, messageOf } from "../lib/problem.js";
import { STATES, writeQueueState } from "../lib/queue-state.js";
import { navigate } from "../lib/router.js";
import { strings } from "../strings.js";
import { ask } from "./dialog.js";
import { adminJob } from "./admin-job.js";
import { picker } from "./picker.js";
import { redraw } from "./redraw.js";
import { Rows } from "./rows.js";
import { emptyState } from "./states.js";
import { toast } from "./toast-stack.js";

/** @typedef {import("../lib/admin.js").AnyJob} AnyJob */
/** @typedef {import("../lib/queue-state.js").QueueState} QueueState */

const words = strings.admin;
const PAGE = 50;

/** The list, below its filters. */
export class AllJobs {
  /** @type {Set<string>} kinds to choose from: those that were ever seen here */ #kinds = new Set();
  #views = html`<nav class="views" aria-label=${words.views}></nav>`;
  #kind = picker(words.kind, "list-filter", [["", words.allKinds]], (kind) => this.#go({ kind: kind || null }));
  #list = html`<ul class="admin-jobs"></ul>`;
  #empty = emptyState({ icon: "circle-check", title: words.noneTitle, text: words.none });
  #more = html`<div class="list-foot"><button class="button" type="button" @click=${() => void this.#next()}>${words.more}</button></div>`;
  #rows = new Rows(this.#list, (/** @type {AnyJob} */ job) => adminJob(job, { retry: (one) => void this.#retry(one), discard: (one) => void this.#discard(one) }));
  /** What the filters show. */ #told = "";
  /** Whether it is still to be said how many they find. */ #isNew = false;
  #state;
  #jobs;
  #begin;
  #changed;
  node = html`
    <section class="desk all-jobs" aria-labelledby="jobs-title">
      <h2 id="jobs-title">${words.jobs}</h2>
      <div class="admin-filters">${this.#views}${this.#kind.node}</div>
      ${this.#list}${this.#empty}${this.#more}
    </section>
  `;

  /** @param {QueueState} state @param {AbortSignal} signal @param {() => void} changed something was done about a job */
  constructor(state, signal, changed) {
    this.#state = state;
    this.#begin = overtaking(signal);
    this.#changed = changed;
    this.#jobs = this.#jobsOf(state);
  }

  /** Reads as many as were there before, from the first on. @param {AbortSignal} signal */
  async load(signal) {
    await this.#jobs.renew(signal);
    this.#show();
    if (this.#isNew) announce(words.shown(this.#jobs.all.length));
    this.#isNew = false;
  }

  /** Has other jobs loaded next. @param {QueueState} state the address has changed */
  filter(state) {
    this.#state = state;
    this.#jobs = this.#jobsOf(state);
    this.#isNew = true;
  }

  /** @param {string[]} kinds that there are, too */
  offer(kinds) {
    for (const kind of kinds) this.#kinds.add(kind);
    this.#showFilters();
  }

  async #next() {
    try {
      await this.#jobs.more();
      this.#show();
    } catch (error) {
      if (!isAbort(error)) toast(messageOf(error), { error: true });
    }
  }

  /** What is asked for the jobs before ends. @param {QueueState} state @returns {Newest<AnyJob>} */
  #jobsOf(state) {
    const left = this.#begin();
    return new Newest(({ cursor, limit, signal = left }) => {
      const query = new URLSearchParams(writeQueueState(state));
      query.set("limit", String(limit));
      if (cursor) query.set("cursor", cursor);
      return listAllJobs(query, signal);
    }, PAGE);
  }

  #show() {
    const { all, hasMore } = this.#jobs;
    this.#rows.show(all);
    this.#empty.hidden = all.length > 0;
    this.#more.hidden = !hasMore;
    const { kind } = this.#state;
    this.offer([...all.map((job) => job.kind), ...(kind ? [kind] : [])]);
  }

  #showFilters() {
    const { state, kind } = this.#state;
    const kinds = [...this.#kinds].sort();
    // Drawn anew, an open choice would close.
    const told = JSON.stringify([state, kind, kinds]);
    if (told === this.#told) return;
    this.#told = told;
    redraw(this.#views, ...[null, ...STATES].map((one) => this.#view(one)));
    this.#kind.offer([["", words.allKinds], ...kinds.map((one) => [one, one])]);
    this.#kind.select.value = kind ?? "";
    this.#kind.node.classList.toggle("in-use", kind !== null);
  }

  /** @param {QueueState["state"]} one */
  #view(one) {
    const { state, kind } = this.#state;
    const href = writeQueueState({ state: one, kind });
    return html`<a href=${href} aria-current=${state === one ? "page" : null}>${one ? words.filters[one] : words.all}</a>`;
  }

  /** @param {Partial<QueueState>} change */
  #go(change) {
    void navigate(writeQueueState({ ...this.#state, ...change }));
  }

  /** @param {AnyJob} job */
  async #retry({ id, kind }) {
    try {
      await retryJob(id);
      toast(words.retried(kind));
    } catch (error) {
      toast(messageOf(error), { error: true });
    }
    this.#changed();
  }

  /** Nothing brings it back, so it is asked for. @param {AnyJob} job */
  async #discard({ id, kind }) {
    const question = { title: words.discardTitle(kind), text: words.discardText, fields: [], submit: words.discard, danger: true };
    if (await ask(question, () => discardJob(id))) toast(words.discarded(kind));
    this.#changed();
  }
}
