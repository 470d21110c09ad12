// The shapes that the API answers with about webhooks. Types only: nothing here runs.

/** @typedef {"project.created" | "project.renamed" | "project.deleted" | "project.restored" | "document.added" | "document.renamed" | "document.deleted" | "document.restored" | "member.added" | "member.changed" | "member.removed" | "export.made" | "report.made" | "webhook.added" | "webhook.changed" | "webhook.removed"} WebhookEvent */

/**
 * @typedef {object} Webhook
 * @property {string} id
 * @property {string} project_id
 * @property {string} url
 * @property {WebhookEvent[]} events what it is told
 * @property {boolean} active
 * @property {"gone" | "failing" | null} switched_off why Quayside did it
 * @property {string | null} failing_since the first failure since it last took a message
 * @property {string} created_at
 * @property {string} updated_at
 */

/**
 * @typedef {object} WebhookWithSecret
 * @property {string} secret told this once
 */

/**
 * @typedef {object} WebhookDelivery
 * @property {string} id
 * @property {string} message_id
 * @property {WebhookEvent} event
 * @property {string} body
 * @property {"pending" | "succeeded" | "failed" | "dropped"} state
 * @property {WebhookAttempt[]} attempts in their order
 * @property {string | null} next_attempt_at
 * @property {string} created_at
 * @property {string | null} finished_at
 */

/**
 * @typedef {object} WebhookAttempt
 * @property {string} ended_at
 * @property {number} duration_ms
 * @property {number | null} status the receiver's answer, where there was one
 * @property {string | null} error what went wrong, in words
 * @property {string} response the beginning of the answer
 */

export {};
