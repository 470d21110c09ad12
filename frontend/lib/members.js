// The calls about who is in a project.

import { api } from "./api.js";

/** @typedef {import("./types.js").Project["role"]} Role */
/** @typedef {import("./types.js").Member} Member */

/** What a person may be in a project, the most first. */
export const ROLES = /** @type {Role[]} */ (["owner", "editor", "viewer"]);

/**
 * @param {string} projectId
 * @param {{cursor?: string | null, signal?: AbortSignal}} [options]
 * @returns {Promise<import("./types.js").Page<Member>>}
 */
export function listMembers(projectId, { cursor, signal } = {}) {
  const query = new URLSearchParams({ limit: "200", ...(cursor && { cursor }) });
  return api.request("GET", `/projects/${projectId}/members?${query}`, { signal });
}

/**
 * @param {string} projectId
 * @param {string} email of somebody who has an account
 * @param {string} role
 * @returns {Promise<Member>}
 */
export function addMember(projectId, email, role) {
  return api.request("POST", `/projects/${projectId}/members`, { json: { email, role } });
}

/** @param {string} projectId @param {string} userId @param {Role} role @returns {Promise<Member>} */
export function changeRole(projectId, userId, role) {
  return api.request("PATCH", `/projects/${projectId}/members/${userId}`, { json: { role } });
}

/** @param {string} projectId @param {string} userId somebody else, or oneself */
export function removeMember(projectId, userId) {
  return api.request("DELETE", `/projects/${projectId}/members/${userId}`);
}
