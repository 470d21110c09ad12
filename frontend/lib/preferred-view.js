// Table or grid: whoever chose one finds the next project in it, too.

const KEY = "quayside.view";

/** @returns {"table" | "grid"} */
export function preferredView() {
  try {
    return localStorage.getItem(KEY) === "grid" ? "grid" : "table";
  } catch {
    // Storage is refused in some private windows.
    return "table";
  }
}

/** @param {"table" | "grid"} view */
export function preferView(view) {
  try {
    localStorage.setItem(KEY, view);
  } catch {
    // Then it is asked for again.
  }
}
