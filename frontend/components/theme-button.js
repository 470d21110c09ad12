import { html } from "../lib/html.js";
import { currentTheme, toggleTheme } from "../lib/theme.js";
import { strings } from "../strings.js";
import { icon } from "./icon.js";

/** @returns {HTMLButtonElement} switches between light and dark */
export function themeButton() {
  const button = html`<button class="icon-button theme-button" type="button" @click=${() => show(button, toggleTheme())}></button>`;
  show(button, currentTheme());
  return button;
}

/** @param {HTMLButtonElement} button @param {import("../lib/theme.js").Theme} theme */
function show(button, theme) {
  const label = theme === "dark" ? strings.nav.light : strings.nav.dark;
  button.setAttribute("aria-label", label);
  button.title = label;
  button.replaceChildren(icon(theme === "dark" ? "sun" : "moon"));
}
