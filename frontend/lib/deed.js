// What somebody did, as a sentence. No DOM: a part that is a name is told from the words around it.

import { strings } from "../strings.js";

/** @typedef {import("./activity.js").ActivityItem} ActivityItem */
/** @typedef {{text: string} | {name: string} | {who: string}} Part */

const words = strings.activity;

/**
 * @param {ActivityItem} item
 * @param {string | undefined} me the id of who reads it
 * @returns {Part[]} such as Anna, uploaded, “Plan.pdf”
 */
export function sentence(item, me) {
  const { actor, subject } = item;
  const who = { who: actor ? (actor.id === me ? words.you : actor.name) : words.nobody };
  const [before, after] = (template(item) ?? generic(item)).split("{name}");
  /** @type {Part[]} */ const parts = [who, { text: ` ${before}` }];
  if (after !== undefined) parts.push(subject ? { name: subject.name } : { text: words.something }, { text: after });
  return parts.filter((part) => !("text" in part) || part.text !== "");
}

/** @param {string} action @returns {string} the drawing for what it is about */
export function drawingOf(action) {
  return { document: "file", member: "users", webhook: "webhook", export: "file-archive", report: "file-text", project: "folder" }[action.split(".")[0]] ?? "history";
}

/** @param {ActivityItem} item @returns {string | undefined} nothing where the page does not know the action */
function template({ action, details }) {
  const known = /** @type {Record<string, string | undefined>} */ (words.actions)[action];
  const role = /** @type {Record<string, string | undefined>} */ (strings.members.aRole)[String(details.role)];
  return role && action === "member.added" ? words.addedAs(role) : role && action === "member.changed" ? words.madeTo(role) : known;
}

/** @param {ActivityItem} item */
function generic({ action, subject }) {
  return words.unknown(action.replaceAll(/[._]/g, " "), subject !== null);
}
