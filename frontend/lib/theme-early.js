// A classic script in the head, so that a chosen theme is in place before anything is painted.
// theme.js keeps the choice.
(() => {
  try {
    const chosen = localStorage.getItem("quayside.theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch {
    // Storage is refused in some private windows: the system's theme it is.
  }
})();
