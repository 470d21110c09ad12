import { html } from "../lib/html.js";
import { icon } from "./icon.js";

/**
 * A choice of one; on a phone only its icon is seen.
 * @param {string} label
 * @param {string} drawing
 * @param {string[][]} options value and label
 * @param {(value: string) => void} use
 * @returns {{node: HTMLElement, select: HTMLSelectElement, offer: (options: string[][]) => void}} `offer` for other options
 */
export function picker(label, drawing, options, use) {
  const select = html`<select class="sort-select" aria-label=${label} title=${label}></select>`;
  const offer = (/** @type {string[][]} */ all) => select.replaceChildren(...all.map(([value, text]) => html`<option value=${value}>${text}</option>`));
  offer(options);
  select.addEventListener("change", () => use(select.value));
  return { node: html`<div class="picker">${icon(drawing)}${select}</div>`, select, offer };
}
