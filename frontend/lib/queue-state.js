// What the page of administrators shows, kept in the address: ?state=dead&kind=thumbnail; and what follows from the answers.

/** @typedef {import("./types-admin.js").System} System */
/** @typedef {import("./admin.js").AnyJob} AnyJob */
/** @typedef {AnyJob["state"]} JobState */

/**
 * @typedef {object} QueueState
 * @property {JobState | null} state
 * @property {string | null} kind
 */

export const STATES = /** @type {const} */ (["queued", "running", "dead", "succeeded", "cancelled"]);

/** As the API takes it. */
const KIND = /^[a-z_]{1,64}$/;

/** @param {URLSearchParams} query @returns {QueueState} without what makes no sense */
export function readQueueState(query) {
  const kind = query.get("kind") ?? "";
  return { state: STATES.find((one) => one === query.get("state")) ?? null, kind: KIND.test(kind) ? kind : null };
}

/** @param {QueueState} state @returns {string} "?…" for a link */
export function writeQueueState({ state, kind }) {
  return `?${new URLSearchParams({ ...(state && { state }), ...(kind && { kind }) })}`;
}

/** @param {System} system @param {JobState} state @returns {number} jobs of all kinds */
export function countOf({ jobs }, state) {
  return jobs.filter((one) => one.state === state).reduce((sum, { count }) => sum + count, 0);
}

/**
 * @param {System} system
 * @returns {{kind: string, queued: number, running: number, dead: number, unknown: boolean}[]} a row a kind, by name
 */
export function kindsOf({ jobs, unknown_kinds }) {
  const kinds = [...new Set(jobs.map(({ kind }) => kind))].sort();
  return kinds.map((kind) => {
    const counts = Object.fromEntries(jobs.filter((one) => one.kind === kind).map(({ state, count }) => [state, count]));
    return { kind, queued: 0, running: 0, dead: 0, ...counts, unknown: unknown_kinds.includes(kind) };
  });
}
