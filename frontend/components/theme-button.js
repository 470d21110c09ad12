// Switches between light and dark with one press.

import { html } from "../lib/html.js";
import { chooseTheme, currentTheme, themes } from "../lib/theme.js";
import { strings } from "../strings.js";
import { icon } from "./icon.js";

class ThemeButton extends HTMLElement {
  #stop = new AbortController();
  #button = html`<button type="button" @click=${() => chooseTheme(currentTheme() === "dark" ? "light" : "dark")}></button>`;

  connectedCallback() {
    this.#stop = new AbortController();
    this.#button.className = this.dataset.look ?? "icon-button";
    this.append(this.#button);
    themes.addEventListener("change", () => this.#show(), { signal: this.#stop.signal });
    this.#show();
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  #show() {
    const dark = currentTheme() === "dark";
    const label = dark ? strings.nav.light : strings.nav.dark;
    this.#button.setAttribute("aria-label", label);
    this.#button.title = label;
    this.#button.replaceChildren(icon(dark ? "sun" : "moon"), html`<span class="narrow">${strings.nav.theme}</span>`);
  }
}

customElements.define("theme-button", ThemeButton);

/** @param {string} [look] its class; "icon-button" unless told @returns {HTMLElement} */
export function themeButton(look) {
  return html`<theme-button data-look=${look}></theme-button>`;
}
