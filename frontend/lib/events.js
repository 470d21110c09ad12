// News that one part of the page has for others which it does not know.

/**
 * @typedef {object} News
 * @property {import("./types.js").Document} document-added
 * @property {null} projects-changed
 * @property {string} searched what is searched for; nothing where the search is left
 */

const bus = new EventTarget();

/**
 * @template {keyof News} Name
 * @param {Name} name
 * @param {News[Name]} detail
 */
export function tell(name, detail) {
  bus.dispatchEvent(new CustomEvent(name, { detail }));
}

/**
 * @template {keyof News} Name
 * @param {Name} name
 * @param {(detail: News[Name]) => void} listener
 * @param {AbortSignal} signal ends the listening
 */
export function hear(name, listener, signal) {
  bus.addEventListener(name, (event) => listener(/** @type {CustomEvent} */ (event).detail), { signal });
}
