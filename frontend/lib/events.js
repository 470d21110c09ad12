// News that one part of the page has for others which it does not know.

/**
 * @typedef {object} News
 * @property {import("./types.js").Document} document-added by this tab
 * @property {null} projects-changed by anybody
 * @property {string} searched what is searched for; nothing where the search is left
 * @property {{id: string, kind: string, state: import("./types.js").Job["state"], progress: number, project_id: string | null}} job-news
 * @property {{id: string, project_id: string, change: Change}} document-news
 * @property {{id: string, change: Change}} project-news
 * @property {null} reset something may have happened that nobody told: what is shown has to be read anew
 */

/** @typedef {"added" | "changed" | "removed"} Change what anybody did, as the server tells it */

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
 * @param {AbortSignal} [signal] ends the listening
 */
export function hear(name, listener, signal) {
  bus.addEventListener(name, (event) => listener(/** @type {CustomEvent} */ (event).detail), { signal });
}
