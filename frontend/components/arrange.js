/**
 * Puts rows into a place, in their order and as its only ones. What stands there already is not moved: that
 * would take the focus from it, and what somebody has selected.
 * @param {Element} place
 * @param {Element[]} rows
 */
export function arrange(place, rows) {
  const wanted = new Set(rows);
  for (const row of [...place.children]) if (!wanted.has(row)) row.remove();
  let next = place.firstElementChild;
  for (const row of rows) {
    if (row === next) next = next.nextElementSibling;
    else place.insertBefore(row, next);
  }
}
