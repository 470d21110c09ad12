// The calls of administrators: the queue, its workers, and what failed for good.

import { api } from "./api.js";

/** @typedef {import("./types.js").Job & import("./types-admin.js").AdminJob} AnyJob a job, as administrators see it */

/** @param {AbortSignal} [signal] @returns {Promise<import("./types-admin.js").System>} */
export function readSystem(signal) {
  return api.request("GET", "/admin/system", { signal });
}

/** @param {AbortSignal} [signal] @returns {Promise<import("./types-admin.js").Deployments>} the newest first */
export function listDeployments(signal) {
  return api.request("GET", "/admin/deployments?limit=10", { signal });
}

/**
 * @param {URLSearchParams} query state, kind, cursor, limit
 * @param {AbortSignal} [signal]
 * @returns {Promise<import("./types.js").Page<AnyJob>>} the newest first
 */
export function listAllJobs(query, signal) {
  return api.request("GET", `/admin/jobs?${query}`, { signal });
}

/** @param {string} id of a dead letter @returns {Promise<AnyJob>} */
export function retryJob(id) {
  return api.request("POST", `/admin/jobs/${id}/retry`);
}

/** @param {string} id of a dead letter */
export function discardJob(id) {
  return api.request("DELETE", `/admin/jobs/${id}`);
}
