// Light or dark: the system's choice, until somebody chooses here. theme-early.js puts the
// choice in place before the first paint.

const KEY = "quayside.theme";

/** What browsers paint around the page: the paper of tokens.css. */
const PAPER = { light: "#f7f5f0", dark: "#0b1521" };

/** @typedef {"light" | "dark"} Theme */

const system = matchMedia("(prefers-color-scheme: dark)");

/** "change" whenever another theme is shown, for whatever reason. */
export const themes = new EventTarget();

system.addEventListener("change", told);
addEventListener("storage", ({ key, newValue }) => {
  if (key === KEY) apply(known(newValue));
});
paintAround();

/** @returns {Theme | null} null while the system decides */
export function chosenTheme() {
  return known(document.documentElement.dataset.theme);
}

/** @returns {Theme} what is shown now */
export function currentTheme() {
  return chosenTheme() ?? (system.matches ? "dark" : "light");
}

/** @param {Theme | null} theme null leaves it to the system again */
export function chooseTheme(theme) {
  try {
    if (theme) localStorage.setItem(KEY, theme);
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is refused in some private windows; the choice then lasts as long as the page.
  }
  apply(theme);
}

/** @param {Theme | null} theme */
function apply(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  paintAround();
  told();
}

function paintAround() {
  for (const meta of /** @type {NodeListOf<HTMLMetaElement>} */ (document.querySelectorAll("meta[name=theme-color]"))) {
    meta.content = PAPER[chosenTheme() ?? (meta.media.includes("dark") ? "dark" : "light")];
  }
}

function told() {
  themes.dispatchEvent(new Event("change"));
}

/** @param {string | null | undefined} text @returns {Theme | null} */
function known(text) {
  return text === "light" || text === "dark" ? text : null;
}
