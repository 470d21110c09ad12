// The project's calls.

import { api } from "./api.js";
import { tell } from "./events.js";

/** @typedef {import("./types.js").Project} Project */

/** The API's own page; and the most that it gives at once. */
const PAGE = 50;
const MOST = 200;

/**
 * @param {{cursor?: string | null, limit?: number, signal?: AbortSignal}} [options]
 * @returns {Promise<import("./types.js").Page<Project>>}
 */
export function listProjects({ cursor, limit = PAGE, signal } = {}) {
  const query = new URLSearchParams({ limit: String(limit), ...(cursor && { cursor }) });
  return api.request("GET", `/projects?${query}`, { signal });
}

/**
 * Reads page after page until there are as many as asked for, or no more.
 * @param {number} count may be Infinity
 * @param {AbortSignal} [signal]
 * @returns {Promise<import("./types.js").Page<Project>>} with the cursor of what comes after
 */
export async function readProjects(count, signal) {
  /** @type {Project[]} */ const items = [];
  /** @type {string | null} */ let cursor = null;
  do {
    const page = await listProjects({ cursor, limit: Math.min(MOST, count - items.length), signal });
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor && items.length < count);
  return { items, next_cursor: cursor };
}

/** @param {string} id @param {AbortSignal} [signal] @returns {Promise<Project>} */
export function readProject(id, signal) {
  return api.request("GET", `/projects/${encodeURIComponent(id)}`, { signal });
}

/**
 * @param {{name: string, description: string}} fields
 * @param {string} key names this wish, so that asking twice makes one project
 * @returns {Promise<Project>}
 */
export async function createProject(fields, key) {
  const project = await api.request("POST", "/projects", { json: fields, headers: { "Idempotency-Key": key } });
  tell("projects-changed", null);
  return project;
}

/** @param {string} id @param {{name: string, description: string}} fields @returns {Promise<Project>} */
export async function updateProject(id, fields) {
  const project = await api.request("PATCH", `/projects/${id}`, { json: fields });
  tell("projects-changed", null);
  return project;
}

/** @param {string} id */
export async function deleteProject(id) {
  await api.request("DELETE", `/projects/${id}`);
  tell("projects-changed", null);
}
