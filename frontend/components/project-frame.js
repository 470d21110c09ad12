// What stands around the parts of a project beside its documents, and keeps it true while others change it.

import { hear } from "../lib/events.js";
import { html } from "../lib/html.js";
import { soon } from "../lib/soon.js";
import { loseProject } from "./lost-project.js";
import { projectHead } from "./project-parts.js";
import { projectTabs } from "./project-tabs.js";

/** Milliseconds in which changes of the project gather, and those of what is in it, of which there may be many. */
const GATHER = 300;
const REST = 2000;

/**
 * @typedef {object} Frame
 * @property {import("./project-tabs.js").Part} part
 * @property {(name: string) => string} title
 * @property {Node | null} [primary] the page's one clear action
 * @property {Node | Node[]} body
 * @property {() => void} [renew] reads anew what is shown: the project is another than before
 * @property {() => void} [documents] the same, where there are other documents in it
 */

/**
 * @param {import("../lib/types.js").Project} project
 * @param {Frame} frame
 * @param {AbortSignal} signal
 * @returns {HTMLElement}
 */
export function projectFrame(project, { part, title, primary = null, body, renew = () => undefined, documents = () => undefined }, signal) {
  const lost = () => loseProject(node);
  const head = projectHead(project, { primary, title, lost });
  const node = html`<div class="page">${head.node}${projectTabs(project, part)}${body}</div>`;
  const again = async (/** @type {() => void} */ then) => {
    const { role } = project;
    await head.refresh(signal);
    if (!signal.aborted && head.node.isConnected && role === project.role) then();
  };
  const changed = soon(() => void again(renew), GATHER);
  const moved = soon(() => void again(documents), REST);
  hear("project-news", ({ id, change }) => id === project.id && (change === "removed" ? lost() : changed()), signal);
  hear("document-news", ({ project_id, change }) => project_id === project.id && change !== "changed" && moved(), signal);
  hear("reset", changed, signal);
  return node;
}
