// Where messages are shown and read out: in the foreground, wherever that is.

/** @type {HTMLElement | null} */ let place = null;

/**
 * A modal dialog covers whatever lies outside of it, and takes it from screen readers and the keyboard.
 * @returns {HTMLElement} what holds notifications and live regions, in the dialog on top, or on the page
 */
export function notices() {
  place ??= /** @type {HTMLElement} */ (document.getElementById("notices"));
  const top = [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body;
  if (place.parentElement !== top) top.append(place);
  return place;
}

/** Opens a dialog over everything but the notices. @param {HTMLDialogElement} dialog */
export function showModal(dialog) {
  dialog.showModal();
  notices();
  dialog.addEventListener("close", notices, { once: true });
}
