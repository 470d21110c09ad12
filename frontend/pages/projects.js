import { editProject, removeProject } from "../components/project-actions.js";
import { actionMenu } from "../components/action-menu.js";
import { icon } from "../components/icon.js";
import { size, when } from "../components/pieces.js";
import { emptyState } from "../components/states.js";
import { toast } from "../components/toast-stack.js";
import { hear } from "../lib/events.js";
import { html } from "../lib/html.js";
import { isAbort, messageOf } from "../lib/problem.js";
import { listProjects } from "../lib/projects.js";
import { strings } from "../strings.js";

/** @typedef {import("../lib/types.js").Project} Project */

const words = strings.projects;

/** @type {import("../lib/router.js").PageFunction} */
export default async function projectsPage({ signal }) {
  const place = html`<div></div>`;
  show(place, await listProjects({ signal }));
  const reload = () => listProjects({ signal }).then((page) => show(place, page), report);
  hear("projects-changed", () => void reload(), signal);
  const node = html`
    <div class="page">
      <header class="page-head">
        <h1>${words.title}</h1>
        ${createButton()}
      </header>
      ${place}
    </div>
  `;
  return { title: words.title, node };
}

/** @param {HTMLElement} place @param {import("../lib/types.js").Page<Project>} page */
function show(place, { items, next_cursor }) {
  if (items.length === 0) {
    place.replaceChildren(emptyState({ icon: "folder", title: words.emptyTitle, text: words.empty }));
    return;
  }
  const list = html`<ul class="project-cards">${items.map(card)}</ul>`;
  place.replaceChildren(list, ...more(list, next_cursor));
}

/** @param {Element} list @param {string | null} cursor @returns {Node[]} a button while there is more */
function more(list, cursor) {
  if (!cursor) return [];
  const button = html`<button class="button" type="button" @click=${() => void load()}>${words.more}</button>`;
  const load = async () => {
    try {
      const page = await listProjects({ cursor });
      list.append(...page.items.map(card));
      button.replaceWith(...more(list, page.next_cursor));
    } catch (error) {
      report(error);
    }
  };
  return [button];
}

/** @param {Project} project @returns {HTMLElement} */
function card(project) {
  const { id, name, description, document_count, total_bytes, updated_at, role } = project;
  const edit = { label: strings.project.edit, icon: "pencil", act: () => void editProject(project) };
  const remove = { label: strings.project.remove, icon: "trash-2", danger: true, act: () => void removeProject(project) };
  const actions = { owner: [edit, remove], editor: [edit], viewer: [] }[role];
  return html`
    <li class="project-card">
      <h2><a href=${`/projects/${id}`}><bdi>${name}</bdi></a></h2>
      ${actions.length > 0 && actionMenu(words.menu(name), actions)}
      <p class="project-text">${description}</p>
      <p class="secondary">${words.documents(document_count)} · ${size(total_bytes)} · ${when(updated_at)}</p>
    </li>
  `;
}

function createButton() {
  return html`<button class="button primary" type="button" @click=${() => void editProject(null)}>${icon("plus")}<span>${words.create}</span></button>`;
}

/** @param {unknown} error */
function report(error) {
  if (!isAbort(error)) toast(messageOf(error), { error: true });
}
