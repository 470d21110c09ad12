// Shows the contract's descriptions: paragraphs, `code` and **strong** words.

import { html } from "/lib/html.js";

/**
 * @param {string | undefined} text
 * @returns {Node[]} one element per paragraph
 */
export function prose(text) {
  const paragraphs = (text ?? "").trim().split(/\n{2,}/).filter(Boolean);
  return paragraphs.map((paragraph) => html`<p>${inline(paragraph)}</p>`);
}

/**
 * @param {string | undefined} text
 * @returns {(Node | string)[]}
 */
export function inline(text) {
  return (text ?? "").split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part) => {
    if (part.startsWith("`")) return html`<code>${part.slice(1, -1)}</code>`;
    return part.startsWith("**") ? html`<strong>${part.slice(2, -2)}</strong>` : part;
  });
}
