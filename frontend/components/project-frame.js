// What stands around the parts of a project beside its documents, and keeps it true while others change it.

import { hear } from "../lib/events.js";
import { html } from "../lib/html.js";
import { revisit } from "../lib/router.js";
import { soon } from "../lib/soon.js";
import { lostProject, projectHead } from "./project-parts.js";
import { projectTabs } from "./project-tabs.js";

/** Milliseconds in which changes gather. */
const GATHER = 300;

/**
 * @typedef {object} Frame
 * @property {import("./project-tabs.js").Part} part
 * @property {Node | null} [primary] the page's one clear action
 * @property {Node | Node[]} body
 * @property {() => void} [renew] the project is another than before: reads anew what is shown of it
 */

/**
 * @param {import("../lib/types.js").Project} project
 * @param {Frame} frame
 * @param {AbortSignal} signal
 * @returns {HTMLElement}
 */
export function projectFrame(project, { part, primary = null, body, renew = () => undefined }, signal) {
  const head = projectHead(project, primary);
  const node = html`<div class="page">${head.node}${projectTabs(project, part)}${body}</div>`;
  const changed = async () => {
    const { role } = project;
    await head.refresh(signal);
    if (signal.aborted) return;
    // Another role is offered other things.
    if (role === project.role) renew();
    else void revisit();
  };
  const gathered = soon(() => void changed(), GATHER);
  hear("project-news", ({ id, change }) => id === project.id && (change === "removed" ? node.replaceChildren(lostProject()) : gathered()), signal);
  hear("reset", gathered, signal);
  return node;
}
