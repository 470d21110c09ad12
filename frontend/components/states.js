// What a place shows while there is nothing else to show: waiting, empty, failed.

import { html } from "../lib/html.js";
import { strings } from "../strings.js";
import { icon } from "./icon.js";

/** @param {number} [rows] @returns {HTMLElement} the shape of a list; the stylesheet keeps it hidden for 300 ms */
export function loadingShape(rows = 6) {
  const row = () => html`<div class="shape-row"><span class="shape"></span><span class="shape"></span></div>`;
  return html`<div class="loading" role="status" aria-label=${strings.loading}>${Array.from({ length: rows }, row)}</div>`;
}

/**
 * @param {{icon?: string, drawing?: Node, title: string, text: string, action?: Node, whole?: boolean}} content an icon or
 *   a drawing; `whole` where it is the whole page
 * @returns {HTMLElement}
 */
export function emptyState({ icon: name = "", drawing, title, text, action, whole = false }) {
  return html`
    <div class="state">
      ${drawing ?? icon(name)}
      ${whole ? html`<h1>${title}</h1>` : html`<h2>${title}</h2>`}
      <p>${text}</p>
      ${action}
    </div>
  `;
}

/**
 * @param {string} message what happened and what is safe
 * @param {() => void} retry
 * @param {string} [title] where it is the whole page
 * @returns {HTMLElement}
 */
export function failure(message, retry, title) {
  return html`
    <div class="state" role="alert">
      ${icon("circle-alert")}
      ${title && html`<h1>${title}</h1>`}
      <p>${message}</p>
      <button class="button" type="button" @click=${retry}>${strings.retry}</button>
    </div>
  `;
}
