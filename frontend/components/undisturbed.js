// What others do must not take from under somebody's hand what they are about to press.

/** @param {Element} place @param {() => void} change is made now, or once the menu that is open in there is closed */
export function undisturbed(place, change) {
  const menu = place.querySelector(":popover-open");
  if (!menu) return change();
  menu.addEventListener("toggle", () => undisturbed(place, change), { once: true });
}
