// The parts of a project's page that need no life of their own.

import "./drop-zone.js";
import { html } from "../lib/html.js";
import { readProject } from "../lib/projects.js";
import { strings } from "../strings.js";
import { actionMenu } from "./action-menu.js";
import { icon } from "./icon.js";
import { size } from "./pieces.js";
import { editProject, removeProject } from "./project-actions.js";
import { emptyState } from "./states.js";

/** @typedef {import("../lib/types.js").Project} Project */

const words = strings.documents;

/**
 * @param {Project} project
 * @param {Node | null} primary the page's one clear action
 * @returns {{node: HTMLElement, refresh: (signal: AbortSignal) => Promise<void>}}
 */
export function projectHead(project, primary) {
  const title = html`<h1></h1>`;
  const text = html`<p class="project-text"></p>`;
  const numbers = html`<p class="secondary figures"></p>`;
  const show = (/** @type {Project} */ now) => {
    Object.assign(project, now);
    title.replaceChildren(html`<bdi>${now.name}</bdi>`);
    text.textContent = now.description;
    numbers.replaceChildren(strings.projects.documents(now.document_count), " · ", size(now.total_bytes), " · ", strings.project.roles[now.role]);
  };
  show(project);
  const node = html`
    <header class="page-head">
      <div>${title}${text}${numbers}</div>
      <div class="page-actions">${primary}${projectMenu(project, show)}</div>
    </header>
  `;
  const refresh = (/** @type {AbortSignal} */ signal) => readProject(project.id, signal).then(show, () => undefined);
  return { node, refresh };
}

/** @param {Project} project @param {(now: Project) => void} show */
function projectMenu(project, show) {
  if (project.role === "viewer") return null;
  const edit = () => void editProject(project).then((now) => now && show(now));
  const actions = [{ label: strings.project.edit, icon: "pencil", act: edit }];
  const remove = { label: strings.project.remove, icon: "trash-2", danger: true, act: () => void removeProject(project) };
  return actionMenu(strings.project.menu, project.role === "owner" ? [...actions, remove] : actions, { look: "icon-button outlined" });
}

/** @param {(files: File[]) => void} add @returns {HTMLElement} a button and the file picker behind it */
export function uploadButton(add) {
  const input = html`<input type="file" multiple hidden aria-label=${words.choose} />`;
  input.addEventListener("change", () => {
    add([...input.files]);
    input.value = "";
  });
  return html`
    <div class="upload-button">
      <button class="button primary" type="button" @click=${() => input.click()}>${icon("upload")}<span>${words.upload}</span></button>
      ${input}
    </div>
  `;
}

/** @param {string} name @param {(files: File[]) => void} add @returns {HTMLElement} */
export function dropZone(name, add) {
  return html`<drop-zone data-project=${name} @files=${(/** @type {CustomEvent} */ event) => add(event.detail)}></drop-zone>`;
}

/**
 * @param {import("../lib/list-state.js").ListState} state
 * @param {boolean} canEdit
 * @param {() => void} clearFilter
 * @returns {HTMLElement}
 */
export function emptyList(state, canEdit, clearFilter) {
  if (state.q) {
    const clear = html`<button class="button" type="button" @click=${clearFilter}>${words.clearFilter}</button>`;
    return emptyState({ icon: "search", title: words.noMatchTitle, text: words.noMatch, action: clear });
  }
  if (state.deleted) return emptyState({ icon: "trash-2", title: words.emptyDeletedTitle, text: words.emptyDeleted });
  if (!canEdit) return emptyState({ icon: "file", title: words.emptyViewerTitle, text: words.emptyViewer });
  return emptyState({ icon: "upload", title: words.emptyTitle, text: words.empty });
}
