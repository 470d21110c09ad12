// Something that happened in a project.

import { drawingOf, sentence } from "../lib/deed.js";
import { html } from "../lib/html.js";
import { session } from "../lib/session.js";
import { icon } from "./icon.js";
import { when } from "./pieces.js";

/** @param {import("../lib/activity.js").ActivityItem} item @returns {HTMLElement} */
export function deedLine(item) {
  const parts = sentence(item, session.user?.id).map((part) => {
    if ("who" in part) return html`<strong><bdi>${part.who}</bdi></strong>`;
    return "name" in part ? html`<bdi class="deed-name">“${part.name}”</bdi>` : part.text;
  });
  return html`<li class="deed" data-id=${item.id}>${icon(drawingOf(item.action))}<p>${parts}</p><p class="secondary figures">${when(item.created_at)}</p></li>`;
}
