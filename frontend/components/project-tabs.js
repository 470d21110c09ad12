// The parts of a project: a page each.

import { html } from "../lib/html.js";
import { strings } from "../strings.js";
import { icon } from "./icon.js";

/** @typedef {"documents" | "activity" | "members" | "webhooks"} Part */

/** @type {{part: Part, path: string, drawing: string, owner?: boolean}[]} */
const PARTS = [
  { part: "documents", path: "", drawing: "folder" },
  { part: "activity", path: "/activity", drawing: "history" },
  { part: "members", path: "/members", drawing: "users" },
  { part: "webhooks", path: "/webhooks", drawing: "webhook", owner: true },
];

/**
 * @param {import("../lib/types.js").Project} project
 * @param {Part} here
 * @returns {HTMLElement}
 */
export function projectTabs({ id, role }, here) {
  const seen = PARTS.filter(({ owner }) => !owner || role === "owner");
  const tab = (/** @type {typeof PARTS[number]} */ { part, path, drawing }) => html`
    <li><a href=${`/projects/${id}${path}`} aria-current=${part === here ? "page" : null}>${icon(drawing)}<span>${strings.tabs[part]}</span></a></li>
  `;
  return html`<nav class="tabs" aria-label=${strings.tabs.label}><ul>${seen.map(tab)}</ul></nav>`;
}
