import { html } from "../lib/html.js";
import { chooseTheme, chosenTheme, themes } from "../lib/theme.js";
import { strings } from "../strings.js";

const words = strings.account.themes;

/** @param {AbortSignal} signal @returns {HTMLElement} light, dark, or as the system has it */
export function themeChoice(signal) {
  const inputs = [null, "light", "dark"].map((theme) => {
    const input = html`<input type="radio" name="theme" value=${theme ?? "system"} />`;
    input.addEventListener("change", () => chooseTheme(/** @type {import("../lib/theme.js").Theme | null} */ (theme)));
    return input;
  });
  const show = () => {
    for (const input of inputs) input.checked = input.value === (chosenTheme() ?? "system");
  };
  themes.addEventListener("change", show, { signal });
  show();
  const labels = inputs.map((input) => html`<label>${input}<span>${words[/** @type {keyof typeof words} */ (input.value)]}</span></label>`);
  return html`<div class="choice" role="radiogroup" aria-label=${strings.nav.theme}>${labels}</div>`;
}
