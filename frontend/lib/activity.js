// What happened in a project.

import { api } from "./api.js";

/**
 * @param {string} projectId
 * @param {{cursor?: string | null, signal?: AbortSignal}} [options]
 * @returns {Promise<import("./types.js").Page<import("./types.js").Activity>>} the newest first
 */
export function listActivity(projectId, { cursor, signal } = {}) {
  const query = new URLSearchParams({ limit: "50", ...(cursor && { cursor }) });
  return api.request("GET", `/projects/${projectId}/activity?${query}`, { signal });
}
