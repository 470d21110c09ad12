import { html } from "../lib/html.js";
import { strings } from "../strings.js";
import { themeButton } from "./theme-button.js";

/**
 * The page of somebody who is not signed in: the mark, one form, one way on.
 * @param {string} title
 * @param {string | null} notice why one is here
 * @param {HTMLElement} body a form, or what is to be said
 * @param {Node} other the way on for those who are wrong here
 * @returns {HTMLElement}
 */
export function sheet(title, notice, body, other) {
  return html`
    <div class="sheet-card">
      <header>
        <svg class="mark" aria-hidden="true"><use href="#mark"></use></svg>
        <p class="sheet-name">${strings.app}</p>
        ${themeButton()}
      </header>
      <p class="sheet-tagline">${strings.tagline}</p>
      <h1>${title}</h1>
      ${notice && html`<p class="notice" role="status">${notice}</p>`}
      ${body}
      <footer>${other}</footer>
    </div>
  `;
}
