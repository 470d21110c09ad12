// Boxes to tick, several at once. For forms it is one control: its boxes have no names of their own.

import { html } from "../lib/html.js";
import { newKey } from "../lib/key.js";

/**
 * @param {object} group
 * @param {string} group.label
 * @param {string} group.name as the API calls it
 * @param {{label: string, options: [string, string][]}[]} group.parts value and label of each box
 * @param {string[]} group.chosen
 * @returns {HTMLElement}
 */
export function checkGroup({ label, name, parts, chosen }) {
  const id = `group-${name}-${newKey().slice(0, 6)}`;
  const box = (/** @type {[string, string]} */ [value, text]) => {
    const input = html`<input type="checkbox" value=${value} />`;
    input.checked = chosen.includes(value);
    return html`<label>${input}<span>${text}</span></label>`;
  };
  const part = (/** @type {typeof parts[number]} */ { label: title, options }) => html`<div class="checks" role="group" aria-label=${title}><p>${title}</p>${options.map(box)}</div>`;
  return html`
    <fieldset class="field check-group" id=${id} name=${name} aria-describedby=${`${id}-error`}>
      <legend>${label}</legend>
      <p class="field-error" id=${`${id}-error`} hidden></p>
      ${parts.map(part)}
    </fieldset>
  `;
}
