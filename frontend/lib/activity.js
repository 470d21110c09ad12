// What happened in a project.

import { api } from "./api.js";

/**
 * @param {string} projectId
 * @param {{cursor: string | null, limit: number, signal?: AbortSignal}} page
 * @returns {Promise<import("./types.js").Page<import("./types.js").Activity>>} the newest first
 */
export function listActivity(projectId, { cursor, limit, signal }) {
  const query = new URLSearchParams({ limit: String(limit), ...(cursor && { cursor }) });
  return api.request("GET", `/projects/${projectId}/activity?${query}`, { signal });
}
