// All projects of the signed-in person. The filter lives in the address.

import { filterInput } from "../components/filter-input.js";
import { icon } from "../components/icon.js";
import { firstSteps } from "../components/first-steps.js";
import { editProject } from "../components/project-actions.js";
import { projectCard } from "../components/project-card.js";
import { redraw } from "../components/redraw.js";
import { emptyState, loadingShape } from "../components/states.js";
import { toast } from "../components/toast-stack.js";
import { undisturbed } from "../components/undisturbed.js";
import { announce } from "../lib/announce.js";
import { hear } from "../lib/events.js";
import { html } from "../lib/html.js";
import { isAbort, messageOf } from "../lib/problem.js";
import { readProjects } from "../lib/projects.js";
import { navigate } from "../lib/router.js";
import { soon } from "../lib/soon.js";
import { hasWords } from "../lib/words.js";
import { strings } from "../strings.js";

/** @typedef {import("../lib/types.js").Project} Project */

const words = strings.projects;

/** As many as one sees at a glance; more are worth a filter. */
const FEW = 8;
const PAGE = 50;

/** Milliseconds in which changes of projects gather, and those of what is in them, which only change numbers. */
const GATHER = 100;
const REST = 2000;

/** @type {import("../lib/router.js").PageFunction} */
export default async function projectsPage({ query, signal }) {
  const view = new ProjectsView(query.get("q") ?? "", signal);
  await view.load();
  return { title: words.title, node: view.node, update: (changed) => void view.filterBy(changed.get("q") ?? "") };
}

class ProjectsView {
  /** @type {Project[]} */ items = [];
  /** @type {string | null} */ cursor = null;

  /** @param {string} q @param {AbortSignal} signal */
  constructor(q, signal) {
    this.q = q;
    this.signal = signal;
    this.create = createButton();
    this.input = filterInput(words.filter, use);
    this.input.value = q;
    this.filter = html`<div class="project-filter"><div class="filter">${icon("search")}${this.input}</div></div>`;
    this.place = html`<div></div>`;
    this.node = html`
      <div class="page">
        <header class="page-head"><h1>${words.title}</h1>${this.create}</header>
        ${this.filter}${this.place}
      </div>
    `;
    const renew = () => void this.attempt(() => this.load());
    hear("projects-changed", soon(renew, GATHER), signal);
    const recount = soon(renew, REST);
    hear("document-news", ({ change }) => change !== "changed" && recount(), signal);
  }

  /**
   * Reads what is to be seen. The API cannot search by name, so a filter reads everything.
   * @param {number} [count]
   */
  async load(count = this.q ? Infinity : Math.max(PAGE, this.items.length)) {
    const { items, next_cursor } = await readProjects(count, this.signal);
    this.items = items;
    this.cursor = next_cursor;
    undisturbed(this.place, () => this.show());
  }

  /** @param {string} q */
  async filterBy(q) {
    if (document.activeElement !== this.input) this.input.value = q;
    if (q === this.q) return;
    this.q = q;
    if (q && this.cursor) {
      this.place.replaceChildren(loadingShape());
      await this.attempt(() => this.load());
    }
    this.show();
    announce(words.found(this.found().length));
  }

  async more() {
    const before = this.items.length;
    await this.load(before + PAGE);
    /** @type {HTMLElement | null} */ (this.place.querySelectorAll(".project-card a")[before])?.focus();
  }

  /** @returns {Project[]} */
  found() {
    return this.items.filter(({ name, description }) => hasWords(`${name} ${description}`, this.q));
  }

  show() {
    const none = this.items.length === 0;
    this.create.hidden = none;
    this.filter.hidden = this.items.length <= FEW && !this.q;
    redraw(this.place, ...(none ? firstSteps(createButton()) : this.list()));
  }

  /** @returns {Node[]} */
  list() {
    const found = this.found();
    if (found.length === 0) return [noMatch(() => this.clear())];
    const list = html`<ul class="project-cards">${found.map(projectCard)}</ul>`;
    if (!this.cursor || this.q) return [list];
    const more = () => void this.attempt(() => this.more());
    return [list, html`<button class="button" type="button" @click=${more}>${words.more}</button>`];
  }

  clear() {
    this.input.value = "";
    this.input.focus();
    use("");
  }

  /** @param {() => Promise<void>} work */
  async attempt(work) {
    try {
      await work();
    } catch (error) {
      if (!isAbort(error)) toast(messageOf(error), { error: true });
    }
  }
}

/** @param {string} q */
function use(q) {
  void navigate(q ? `?q=${encodeURIComponent(q)}` : "?", { replace: true });
}

/** @param {() => void} clear */
function noMatch(clear) {
  const action = html`<button class="button" type="button" @click=${clear}>${words.clearFilter}</button>`;
  return emptyState({ icon: "search", title: words.noMatchTitle, text: words.noMatch, action });
}

function createButton() {
  return html`<button class="button primary" type="button" @click=${() => void editProject(null)}>${icon("plus")}<span>${words.create}</span></button>`;
}
