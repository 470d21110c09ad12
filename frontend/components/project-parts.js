// The parts of a project's page that need no life of their own.

import "./drop-zone.js";
import { html } from "../lib/html.js";
import { readProject } from "../lib/projects.js";
import { strings } from "../strings.js";
import { actionMenu } from "./action-menu.js";
import { icon } from "./icon.js";
import { contents } from "./pieces.js";
import { editProject, makeFile, removeProject } from "./project-actions.js";
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
    numbers.replaceChildren(...contents(now), " · ", strings.project.roles[now.role]);
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
  const edit = async () => {
    const now = await editProject(project);
    if (!now) return;
    show(now);
    document.title = strings.title(now.name);
  };
  const changes = {
    viewer: [],
    editor: [{ label: strings.project.edit, icon: "pencil", act: () => void edit() }],
    owner: [
      { label: strings.project.edit, icon: "pencil", act: () => void edit() },
      { label: strings.project.remove, icon: "trash-2", danger: true, act: () => void removeProject(project) },
    ],
  };
  return actionMenu(strings.project.menu, [...wishes(project), ...changes[project.role]], { look: "icon-button outlined" });
}

/** @param {Project} project @returns {import("./action-menu.js").Action[]} what can be made of it */
function wishes({ id }) {
  return [
    { label: strings.jobs.wishes.export, icon: "file-archive", act: () => void makeFile(id, "export") },
    { label: strings.jobs.wishes.report, icon: "file-text", act: () => void makeFile(id, "report") },
  ];
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

/** @returns {HTMLElement} in place of a project that went away while somebody looked at it */
export function lostProject() {
  const { lostTitle, lost } = strings.project;
  const action = html`<a class="button primary" href="/projects">${strings.missing.link}</a>`;
  return emptyState({ icon: "folder", title: lostTitle, text: lost, action, whole: true });
}
