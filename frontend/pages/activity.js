// What happened in a project, page by page.

import { deedLine } from "../components/deed-line.js";
import { projectFrame } from "../components/project-frame.js";
import { emptyState } from "../components/states.js";
import { toast } from "../components/toast-stack.js";
import { listActivity } from "../lib/activity.js";
import { html } from "../lib/html.js";
import { isAbort, messageOf } from "../lib/problem.js";
import { readProject } from "../lib/projects.js";
import { strings } from "../strings.js";

const words = strings.activity;

/** @type {import("../lib/router.js").PageFunction} */
export default async function activityPage({ params, signal }) {
  const [project, first] = await Promise.all([readProject(params.id, signal), listActivity(params.id, { signal })]);
  const body = html`<section aria-labelledby="activity"><h2 id="activity" class="visually-hidden">${words.heading}</h2>${log(project.id, first, signal)}</section>`;
  const node = projectFrame(project, { part: "activity", body }, signal);
  return { title: words.title(project.name), node };
}

/**
 * @param {string} projectId
 * @param {Awaited<ReturnType<typeof listActivity>>} first
 * @param {AbortSignal} signal
 * @returns {Node}
 */
function log(projectId, first, signal) {
  if (first.items.length === 0) return emptyState({ icon: "history", title: words.emptyTitle, text: words.empty });
  let cursor = first.next_cursor;
  const more = async () => {
    try {
      const page = await listActivity(projectId, { cursor, signal });
      const lines = page.items.map(deedLine);
      list.append(...lines);
      cursor = page.next_cursor;
      foot.hidden = cursor === null;
    } catch (error) {
      if (!isAbort(error)) toast(messageOf(error), { error: true });
    }
  };
  const list = html`<ol class="deeds">${first.items.map(deedLine)}</ol>`;
  const foot = html`<div class="list-foot"><button class="button" type="button" @click=${() => void more()}>${words.more}</button></div>`;
  foot.hidden = cursor === null;
  return html`<div>${list}${foot}</div>`;
}
