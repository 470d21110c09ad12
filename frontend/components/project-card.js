// A project as the list of projects shows it.

import { html } from "../lib/html.js";
import { strings } from "../strings.js";
import { actionMenu } from "./action-menu.js";
import { contents, when } from "./pieces.js";
import { editProject, removeProject } from "./project-actions.js";

/** @typedef {import("../lib/types.js").Project} Project */

const words = strings.projects;

/** @param {Project} project @returns {HTMLElement} */
export function projectCard(project) {
  const { id, name, description, updated_at } = project;
  const actions = actionsFor(project);
  return html`
    <li class="project-card" data-id=${id}>
      <h2><a href=${`/projects/${id}`}><bdi>${name}</bdi></a></h2>
      ${actions.length > 0 && actionMenu(words.menu(name), actions)}
      ${description && html`<p class="project-text">${description}</p>`}
      <p class="secondary figures">${contents(project)} · ${when(updated_at)}</p>
    </li>
  `;
}

/** @param {Project} project @returns {import("./action-menu.js").Action[]} */
function actionsFor(project) {
  const edit = { label: strings.project.edit, icon: "pencil", act: () => void editProject(project) };
  const remove = { label: strings.project.remove, icon: "trash-2", danger: true, act: () => void removeProject(project) };
  return { owner: [edit, remove], editor: [edit], viewer: [] }[project.role];
}
