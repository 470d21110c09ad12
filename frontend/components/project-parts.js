// The parts of a project's page that need no life of their own.

import "./drop-zone.js";
import { html } from "../lib/html.js";
import { isGone } from "../lib/problem.js";
import { readProject } from "../lib/projects.js";
import { revisit } from "../lib/router.js";
import { strings } from "../strings.js";
import { actionMenu } from "./action-menu.js";
import { icon } from "./icon.js";
import { contents } from "./pieces.js";
import { editProject, makeFile, removeProject } from "./project-actions.js";

/** @typedef {import("../lib/types.js").Project} Project */

const words = strings.documents;

/**
 * @typedef {object} Page
 * @property {Node | null} primary its one clear action
 * @property {(name: string) => string} title
 * @property {() => void} lost nobody may see the project any more, or not this person
 */

/**
 * @param {Project} project
 * @param {Page} page
 * @returns {{node: HTMLElement, refresh: (signal: AbortSignal) => Promise<void>}} `refresh` reads name, numbers, and what one may do
 */
export function projectHead(project, { primary, title: titleOf, lost }) {
  const title = html`<h1></h1>`;
  const text = html`<p class="project-text"></p>`;
  const numbers = html`<p class="secondary figures"></p>`;
  const fill = (/** @type {Project} */ now) => {
    Object.assign(project, now);
    title.replaceChildren(html`<bdi>${now.name}</bdi>`);
    text.textContent = now.description;
    numbers.replaceChildren(...contents(now), " · ", strings.project.roles[now.role]);
  };
  const show = (/** @type {Project} */ now) => {
    fill(now);
    document.title = strings.title(titleOf(now.name));
  };
  fill(project);
  const node = html`
    <header class="page-head">
      <div>${title}${text}${numbers}</div>
      <div class="page-actions">${primary}${projectMenu(project, show)}</div>
    </header>
  `;
  const refresh = async (/** @type {AbortSignal} */ signal) => {
    const { role } = project;
    try {
      show(await readProject(project.id, signal));
      // Another role is offered other things.
      if (role !== project.role) void revisit();
    } catch (error) {
      if (isGone(error)) lost();
    }
  };
  return { node, refresh };
}

/** @param {Project} project @param {(now: Project) => void} show */
function projectMenu(project, show) {
  const edit = async () => {
    const now = await editProject(project);
    if (now) show(now);
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
