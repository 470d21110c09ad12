// Says beside what is shown what is wrong with it: it is old, or a part of it is missing.

import { html } from "../lib/html.js";

/** @returns {{node: HTMLElement, say: (text: string) => void, hide: () => void}} hidden until there is something to say */
export function notice() {
  const node = html`<p class="notice" role="status" hidden></p>`;
  const say = (/** @type {string} */ text) => {
    // Said again it would be read out again.
    if (node.textContent !== text) node.textContent = text;
    node.hidden = false;
  };
  const hide = () => {
    node.hidden = true;
  };
  return { node, say, hide };
}
