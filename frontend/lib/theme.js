// Light or dark: the system's choice, until somebody chooses here. theme-early.js puts the
// choice in place before the first paint.

const KEY = "quayside.theme";

/** @typedef {"light" | "dark"} Theme */

/** @returns {Theme} what is shown now */
export function currentTheme() {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** @returns {Theme} the one that was switched to */
export function toggleTheme() {
  const next = currentTheme() === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Storage is refused in some private windows; the choice then lasts as long as the page.
  }
  return next;
}
