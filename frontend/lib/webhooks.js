// The calls about addresses that are told what happens in a project.

import { api } from "./api.js";

/** @typedef {import("./types-webhooks.js").Webhook} Webhook */
/** @typedef {import("./types-webhooks.js").Webhook & import("./types-webhooks.js").WebhookWithSecret} NewWebhook its secret is told this once */
/** @typedef {import("./types-webhooks.js").WebhookDelivery} Delivery */

/** What a webhook can be told, by what it is about. */
export const EVENTS = /** @type {Record<string, string[]>} */ ({
  documents: ["document.added", "document.renamed", "document.deleted", "document.restored"],
  project: ["project.renamed", "project.deleted", "export.made", "report.made"],
  members: ["member.added", "member.changed", "member.removed"],
  webhooks: ["webhook.added", "webhook.changed", "webhook.removed"],
});

/**
 * @param {string} projectId
 * @param {AbortSignal} [signal]
 * @returns {Promise<import("./types.js").Page<Webhook>>}
 */
export function listWebhooks(projectId, signal) {
  return api.request("GET", `/projects/${projectId}/webhooks?limit=200`, { signal });
}

/** @param {string} projectId @param {{url: string, events: string[]}} webhook @returns {Promise<NewWebhook>} */
export function createWebhook(projectId, webhook) {
  return api.request("POST", `/projects/${projectId}/webhooks`, { json: webhook });
}

/** @param {string} id @param {{url?: string, events?: string[], active?: boolean}} changes @returns {Promise<Webhook>} */
export function updateWebhook(id, changes) {
  return api.request("PATCH", `/webhooks/${id}`, { json: changes });
}

/** @param {string} id @returns {Promise<NewWebhook>} */
export function replaceSecret(id) {
  return api.request("POST", `/webhooks/${id}/secret`);
}

/** @param {string} id */
export function deleteWebhook(id) {
  return api.request("DELETE", `/webhooks/${id}`);
}

/**
 * @param {string} id
 * @param {{cursor: string | null, limit: number, signal?: AbortSignal}} page
 * @returns {Promise<import("./types.js").Page<Delivery>>} the newest first
 */
export function listDeliveries(id, { cursor, limit, signal }) {
  const query = new URLSearchParams({ limit: String(limit), ...(cursor && { cursor }) });
  return api.request("GET", `/webhooks/${id}/deliveries?${query}`, { signal });
}

/** @param {string} id @param {string} deliveryId */
export function redeliver(id, deliveryId) {
  return api.request("POST", `/webhooks/${id}/deliveries/${deliveryId}/redeliver`);
}
