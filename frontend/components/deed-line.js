// Something that happened in a project.

import { drawingOf, sentence } from "../lib/deed.js";
import { html } from "../lib/html.js";
import { session } from "../lib/session.js";
import { icon } from "./icon.js";
import { when } from "./pieces.js";

/** @param {import("../lib/types.js").Activity} item @returns {HTMLElement} */
export function deedLine(item) {
  const [who, ...rest] = sentence(item, session.user?.id).map(({ is, text }) => {
    if (is === "who") return html`<strong><bdi>${text}</bdi></strong>`;
    return is === "name" ? html`<bdi>“${text}”</bdi>` : text;
  });
  return html`<li class="deed" data-id=${item.id}>${icon(drawingOf(item.action))}<p>${who} ${rest}</p><p class="secondary figures">${when(item.created_at)}</p></li>`;
}
