// The work behind the scenes, for administrators. The filters live in the address.

import { AllJobs } from "../components/all-jobs.js";
import { deploymentsView } from "../components/deployments-view.js";
import { queueView } from "../components/queue-view.js";
import { listDeployments, readSystem } from "../lib/admin.js";
import { html } from "../lib/html.js";
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
  #stale = html`<p class="notice" role="status" hidden></p>`;
  #signal;
  #jobs;
  node;

  /** @param {import("../lib/queue-state.js").QueueState} state @param {AbortSignal} signal */
  constructor(state, signal) {
    this.#signal = signal;
    this.#jobs = new AllJobs(state, signal, () => void this.look());
    this.node = html`
      <div class="page">
        <header class="page-head"><div><h1>${words.title}</h1><p class="secondary">${words.text}</p></div></header>
        ${this.#stale}${this.#queue.node}${this.#deployments.node}${this.#jobs.node}
      </div>
    `;
  }

  async load() {
    const [system] = await Promise.all([readSystem(this.#signal), this.#jobs.load(), this.#readJournal()]);
    this.#queue.show(system);
    this.#jobs.offer(system.jobs.map(({ kind }) => kind));
  }

  /** May fail alone: after a rollback the server may be from before there was a journal. */
  async #readJournal() {
    try {
      this.#deployments.show(await listDeployments(this.#signal));
    } catch (error) {
      if (isAbort(error)) throw error;
      this.#deployments.fail(error);
    }
  }

  /** Looks again; where that fails, what is shown stays, and it is said that it is old. */
  async look() {
    await this.#attempt(() => this.load());
  }

  /** @param {import("../lib/queue-state.js").QueueState} state */
  async filter(state) {
    await this.#attempt(() => this.#jobs.filter(state));
  }

  /** @param {() => Promise<void>} work */
  async #attempt(work) {
    try {
      await work();
      this.#stale.hidden = true;
    } catch (error) {
      if (isAbort(error)) return;
      this.#stale.textContent = words.stale(messageOf(error));
      this.#stale.hidden = false;
    }
  }
}
