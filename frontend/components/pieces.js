// Small pieces of text that look the same wherever they stand.

import { exactSize, exactTime, formatSize, formatTime, formatUntil, splitName } from "../lib/format.js";
import { html } from "../lib/html.js";
import { strings } from "../strings.js";
import { icon } from "./icon.js";

/** @param {string} name @returns {HTMLElement} the name on one line; where it is too long, its end stays */
export function fileName(name) {
  const [stem, extension] = splitName(name);
  return html`<bdi class="file-name" title=${name}><span class="stem">${stem}</span><span>${extension}</span></bdi>`;
}

/** @param {string} label @param {string} drawing @param {() => unknown} act @returns {HTMLElement} a button that only its icon shows */
export function iconButton(label, drawing, act) {
  return html`<button class="icon-button" type="button" aria-label=${label} title=${label} @click=${() => void act()}>${icon(drawing)}</button>`;
}

/** @param {string} time RFC 3339 @returns {HTMLElement} said as people say it, and true for as long as it is shown */
export function when(time) {
  return html`<time datetime=${time} title=${exactTime(time)} data-says="ago">${formatTime(time)}</time>`;
}

/** @param {string} time RFC 3339, still to come @returns {HTMLElement} likewise, such as "until tomorrow at 09:12" */
export function until(time) {
  return html`<time datetime=${time} title=${exactTime(time)} data-says="until">${formatUntil(time)}</time>`;
}

/** @param {number} bytes @returns {HTMLElement} */
export function size(bytes) {
  return html`<span class="figures" title=${exactSize(bytes)}>${formatSize(bytes)}</span>`;
}

/** @param {import("../lib/types.js").Project} project @returns {(Node | string)[]} what is in it, such as "12 documents · 3.4 MB" */
export function contents({ document_count, total_bytes }) {
  const { nothing, documents } = strings.projects;
  return document_count === 0 ? [nothing] : [documents(document_count), " · ", size(total_bytes)];
}
