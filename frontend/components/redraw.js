/**
 * Draws a place anew without losing the place of somebody who works with the keyboard: the focus
 * stays on the same control of the same thing (`data-id`). Where that is gone, it goes to the
 * page's heading.
 * @param {Element} place
 * @param {...Node} nodes
 */
export function redraw(place, ...nodes) {
  const held = place.contains(document.activeElement) ? key(/** @type {Element} */ (document.activeElement)) : null;
  place.replaceChildren(...nodes);
  if (held === null) return;
  const same = [...place.querySelectorAll("a, button")].find((one) => key(one) === held);
  const heading = document.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  /** @type {HTMLElement | null} */ (same ?? heading)?.focus({ preventScroll: true });
}

/** @param {Element} control */
function key(control) {
  const thing = /** @type {HTMLElement | null} */ (control.closest("[data-id]"));
  return `${control.tagName} ${thing?.dataset.id ?? control.getAttribute("href")}`;
}
