import { html } from "../lib/html.js";
import { strings } from "../strings.js";
import { icon } from "./icon.js";
import { emptyState } from "./states.js";

const words = strings.projects;

/**
 * The list of projects of somebody who has none: what a project is, and how one begins.
 * @param {Node} action
 * @returns {Node[]}
 */
export function firstSteps(action) {
  const drawing = html`<svg class="drawing" aria-hidden="true"><use href="#harbour"></use></svg>`;
  return [
    emptyState({ drawing, title: words.emptyTitle, text: words.empty, action }),
    html`<ol class="first-steps">${words.steps.map((step) => html`<li>${icon(step.icon)}<strong>${step.title}</strong><p>${step.text}</p></li>`)}</ol>`,
  ];
}
