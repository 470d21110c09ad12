// What happened in a project, page by page.

import { deedLine } from "../components/deed-line.js";
import { projectFrame } from "../components/project-frame.js";
import { Rows } from "../components/rows.js";
import { emptyState } from "../components/states.js";
import { toast } from "../components/toast-stack.js";
import { listActivity } from "../lib/activity.js";
import { html } from "../lib/html.js";
import { Newest } from "../lib/newest.js";
import { isAbort, messageOf } from "../lib/problem.js";
import { readProject } from "../lib/projects.js";
import { strings } from "../strings.js";

const words = strings.activity;
const PAGE = 50;

/** @type {import("../lib/router.js").PageFunction} */
export default async function activityPage({ params, signal }) {
  const log = new Log(params.id, signal);
  const [project] = await Promise.all([readProject(params.id, signal), log.renew()]);
  const body = html`<section aria-labelledby="activity"><h2 id="activity" class="visually-hidden">${words.heading}</h2>${log.node}</section>`;
  const again = () => void log.attempt(() => log.renew());
  const node = projectFrame(project, { part: "activity", title: words.title, body, renew: again, documents: again }, signal);
  return { title: words.title(project.name), node };
}

class Log {
  #deeds;
  #list = html`<ol class="deeds"></ol>`;
  #rows = new Rows(this.#list, deedLine);
  #none = emptyState({ icon: "history", title: words.emptyTitle, text: words.empty });
  #foot = html`<div class="list-foot"><button class="button" type="button" @click=${() => void this.attempt(() => this.#more())}>${words.more}</button></div>`;
  node = html`<div>${this.#none}${this.#list}${this.#foot}</div>`;

  /** @param {string} projectId @param {AbortSignal} signal */
  constructor(projectId, signal) {
    this.#deeds = new Newest((page) => listActivity(projectId, { ...page, signal }), PAGE);
  }

  async renew() {
    await this.#deeds.renew();
    this.#show();
  }

  async #more() {
    await this.#deeds.more();
    this.#show();
  }

  /** @param {() => Promise<void>} work */
  async attempt(work) {
    try {
      await work();
    } catch (error) {
      if (!isAbort(error)) toast(messageOf(error), { error: true });
    }
  }

  #show() {
    const { all, hasMore } = this.#deeds;
    this.#rows.show(all);
    this.#none.hidden = all.length > 0;
    this.#foot.hidden = !hasMore;
  }
}
