// What happened in a project.

import { api } from "./api.js";

/**
 * @typedef {object} ActivityItem
 * @property {string} id
 * @property {string} action a noun and what became of it, such as "document.added"
 * @property {{id: string, name: string} | null} actor null where nobody did it
 * @property {{id: string, name: string} | null} subject
 * @property {Record<string, unknown>} details
 * @property {string} created_at
 */

/**
 * @param {string} projectId
 * @param {{cursor?: string | null, signal?: AbortSignal}} [options]
 * @returns {Promise<import("./types.js").Page<ActivityItem>>} the newest first
 */
export function listActivity(projectId, { cursor, signal } = {}) {
  const query = new URLSearchParams({ limit: "50", ...(cursor && { cursor }) });
  return api.request("GET", `/projects/${projectId}/activity?${query}`, { signal });
}
