/**
 * Draws a place anew without losing the place of somebody who works with the keyboard.
 * @param {Element} place
 * @param {...Node} nodes
 */
export function redraw(place, ...nodes) {
  keepFocus(place, () => place.replaceChildren(...nodes));
}

/**
 * Where a change takes the focus away, it goes to the same control of the same thing (`data-id`). Where that is
 * gone, it goes to the page's heading.
 * @param {Element} place
 * @param {() => void} change
 */
export function keepFocus(place, change) {
  const held = place.contains(document.activeElement) ? /** @type {Element} */ (document.activeElement) : null;
  const name = held && key(held);
  change();
  if (!held || held === document.activeElement) return;
  const same = [...place.querySelectorAll("a, button")].find((one) => key(one) === name);
  const heading = document.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  /** @type {HTMLElement | null} */ (same ?? heading)?.focus({ preventScroll: true });
}

/** @param {Element} control */
function key(control) {
  const thing = /** @type {HTMLElement | null} */ (control.closest("[data-id]"));
  return `${control.tagName} ${thing?.dataset.id ?? control.getAttribute("href")}`;
}
