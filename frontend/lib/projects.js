// The project's calls.

import { api } from "./api.js";
import { tell } from "./events.js";

/** @typedef {import("./types.js").Project} Project */

/**
 * @param {{cursor?: string | null, signal?: AbortSignal}} [options]
 * @returns {Promise<import("./types.js").Page<Project>>}
 */
export function listProjects({ cursor, signal } = {}) {
  const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : "";
  return api.request("GET", `/projects${query}`, { signal });
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
