// The field above a list in which one types what to look for.

import { html } from "../lib/html.js";

/** Milliseconds without a key after which the words are used. */
const PAUSE = 200;

/**
 * @param {string} label
 * @param {(q: string) => void} use
 * @returns {HTMLInputElement}
 */
export function filterInput(label, use) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */ let timer;
  const input = html`<input type="search" aria-label=${label} placeholder=${label} maxlength="255" autocomplete="off" />`;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => input.isConnected && use(input.value.trim()), PAUSE);
  });
  return input;
}
