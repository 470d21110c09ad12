// The work behind the scenes, for administrators. The filters live in the address.

import { AllJobs } from "../components/all-jobs.js";
import { deploymentsView } from "../components/deployments-view.js";
import { notice } from "../components/notice.js";
import { queueView } from "../components/queue-view.js";
import { listDeployments, readSystem } from "../lib/admin.js";
import { html } from "../lib/html.js";
import { overtaking } from "../lib/overtaking.js";
import { ApiError, isAbort, messageOf } from "../lib/problem.js";
import { readQueueState } from "../lib/queue-state.js";
import { session } from "../lib/session.js";
import { whileVisible } from "../lib/while-visible.js";
import { strings } from "../strings.js";
import missingPage from "./not-found.js";

const words = strings.admin;

/** Milliseconds between two looks. */
const EVERY = 5000;

/** @type {import("../lib/router.js").PageFunction} */
export default async function adminPage({ query, signal }) {
  if (session.user?.role !== "admin") return missingPage();
  const view = new AdminView(readQueueState(query), signal);
  try {
    await view.load();
  } catch (error) {
    // Somebody took the right away since the session began.
    if (error instanceof ApiError && error.status === 403) return missingPage();
    throw error;
  }
  whileVisible(() => view.look(), EVERY, signal);
  return { title: words.title, node: view.node, update: (changed) => void view.filter(readQueueState(changed)) };
}

class AdminView {
  #queue = queueView();
  #deployments = deploymentsView();
  #stale = notice();
  #begin;
  #jobs;
  node;

  /** @param {import("../lib/queue-state.js").QueueState} state @param {AbortSignal} signal */
  constructor(state, signal) {
    this.#begin = overtaking(signal);
    this.#jobs = new AllJobs(state, signal, () => void this.look());
    this.node = html`
      <div class="page">
        <header class="page-head"><div><h1>${words.title}</h1><p class="secondary">${words.text}</p></div></header>
        ${this.#stale.node}${this.#queue.node}${this.#deployments.node}${this.#jobs.node}
      </div>
    `;
  }

  /** Reads everything. A reading that is still under way ends: what it finds is older. */
  async load() {
    const signal = this.#begin();
    const [system] = await Promise.all([readSystem(signal), this.#jobs.load(signal), this.#readJournal(signal)]);
    this.#queue.show(system);
    this.#jobs.offer(system.jobs.map(({ kind }) => kind));
  }

  /** May fail alone: after a rollback the server may be from before there was a journal. @param {AbortSignal} signal */
  async #readJournal(signal) {
    try {
      this.#deployments.show(await listDeployments(signal));
    } catch (error) {
      if (isAbort(error)) throw error;
      this.#deployments.fail(error);
    }
  }

  /** Looks again; where that fails, what is shown stays, and it is said that it is old. */
  async look() {
    try {
      await this.load();
      this.#stale.hide();
    } catch (error) {
      if (!isAbort(error)) this.#stale.say(words.stale(messageOf(error)));
    }
  }

  /** Looks at everything, so that what is old is not called new for its jobs alone. @param {import("../lib/queue-state.js").QueueState} state */
  async filter(state) {
    this.#jobs.filter(state);
    await this.look();
  }
}
