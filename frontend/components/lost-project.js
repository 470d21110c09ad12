// In place of a project that went away while somebody looked at it.

import { announce } from "../lib/announce.js";
import { html } from "../lib/html.js";
import { strings } from "../strings.js";
import { emptyState } from "./states.js";

/** @param {HTMLElement} node the page, which says from now on that its project is gone */
export function loseProject(node) {
  if (node.dataset.lost) return;
  node.dataset.lost = "true";
  const { lostTitle, lost } = strings.project;
  const action = html`<a class="button primary" href="/projects">${strings.missing.link}</a>`;
  const hadFocus = node.contains(document.activeElement);
  node.replaceChildren(emptyState({ icon: "folder", title: lostTitle, text: lost, action, whole: true }));
  announce(lostTitle);
  const heading = node.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  if (hadFocus) heading?.focus({ preventScroll: true });
}
