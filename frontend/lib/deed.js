// What somebody did, as a sentence. No DOM: a part that is a name is told from the words around it.

import { strings } from "../strings.js";

/** @typedef {import("./types.js").Activity} Activity */
/** @typedef {{is: "who" | "name" | "text", text: string}} Part a person, the name of a thing, or what stands between */

const words = strings.activity;

/** @type {Record<string, string>} */
const DRAWINGS = { project: "folder", document: "file", member: "users", export: "file-archive", report: "file-text", webhook: "webhook" };

/**
 * @param {Activity} item
 * @param {string} [me] the id of who reads it
 * @returns {Part[]} such as Anna, added, Plan.pdf
 */
export function sentence(item, me) {
  const { actor } = item;
  const who = actor ? (actor.id === me ? words.you : actor.name) : words.nobody;
  const parts = patternFor(item).split(/\{(\w+)\}/);
  // Every other part is what stood between braces.
  const said = parts.map((part, index) => (index % 2 === 0 ? plain(part) : filled(part, item, me)));
  return [{ is: "who", text: who }, ...said.filter(({ text }) => text !== "")];
}

/** @param {string} action @returns {string} the drawing for what it is about */
export function drawingOf(action) {
  return ownOf(DRAWINGS, action.split(".")[0]) ?? "history";
}

/** @param {Activity} item @returns {string} words, and braces around what they are about */
function patternFor({ action, actor, subject }) {
  if (action === "member.removed" && actor?.id === subject?.id) return words.left;
  return ownOf(words.actions, action) ?? words.unknown(action.replaceAll(/[._]/g, " "), subject !== null);
}

/** @param {string} text @returns {Part} */
function plain(text) {
  return { is: "text", text };
}

/** @param {string} slot @param {Activity} item @param {string | undefined} me @returns {Part} */
function filled(slot, { action, subject, details }, me) {
  if (slot === "role") return plain(ownOf(strings.members.aRole, String(details.role ?? details.to)) ?? words.something);
  const name = slot === "name" ? subject?.name : details[slot];
  if (typeof name !== "string") return plain(words.something);
  if (!action.startsWith("member.")) return { is: "name", text: name };
  return { is: "who", text: subject?.id === me ? words.toYou : name };
}

/** Not what every object has, such as "constructor". @param {Record<string, string>} all @param {string} name */
function ownOf(all, name) {
  return Object.hasOwn(all, name) ? all[name] : undefined;
}
