// The shapes that the API answers with, as backend/openapi.yaml has them; a test holds the two together.
// What is told of webhooks, and what only administrators see, have files of their own (types-….js).
// Types only: nothing here runs.

/**
 * @typedef {object} User
 * @property {string} id
 * @property {string} email
 * @property {boolean} email_verified by a link that was sent there
 * @property {string} name
 * @property {"admin" | "member"} role in the instance, not in a project
 * @property {string} created_at
 */

/**
 * @typedef {object} Session
 * @property {string} access_token
 * @property {"Bearer"} token_type
 * @property {number} expires_in seconds
 * @property {User} user
 */

/**
 * @typedef {object} Project
 * @property {string} id
 * @property {string} name
 * @property {string} description
 * @property {"owner" | "editor" | "viewer"} role what the signed-in person may do in it
 * @property {number} document_count
 * @property {number} total_bytes
 * @property {string} created_at
 * @property {string} updated_at
 */

/**
 * @typedef {object} Member
 * @property {{id: string, name: string, email: string}} user
 * @property {"owner" | "editor" | "viewer"} role
 * @property {string} added_at
 */

/** @typedef {"project.created" | "project.renamed" | "project.deleted" | "project.restored" | "document.added" | "document.renamed" | "document.deleted" | "document.restored" | "member.added" | "member.changed" | "member.removed" | "export.made" | "report.made" | "webhook.added" | "webhook.changed" | "webhook.removed"} Action a noun and what became of it */

/**
 * @typedef {object} Activity
 * @property {string} id
 * @property {Action} action
 * @property {Named | null} actor null where nobody in particular did it
 * @property {Named | null} subject under the name of that moment; null for the project itself
 * @property {Record<string, unknown>} details
 * @property {string} created_at
 */

/**
 * @typedef {object} Named
 * @property {string} id
 * @property {string} name
 */

/**
 * @typedef {object} Document
 * @property {string} id
 * @property {string} project_id
 * @property {string} name
 * @property {number} size in bytes
 * @property {string} media_type
 * @property {string} sha256
 * @property {"pending" | "ready" | "none"} thumbnail
 * @property {string | null} thumbnail_url works without a token for an hour or two; null unless the thumbnail is ready
 * @property {string | null} preview_url the same of a larger picture, which comes a little later
 * @property {{id: string, name: string}} uploaded_by
 * @property {string} created_at
 * @property {string} updated_at
 * @property {string | null} deleted_at
 */

/**
 * @typedef {object} SearchHit
 * @property {Document} document
 * @property {{id: string, name: string}} project
 * @property {string | null} snippet around the words in its text, each of them between U+E000 and U+E001
 */

/**
 * @typedef {object} ContentLink
 * @property {string} url works without a token until it expires
 * @property {string} expires_at
 */

/**
 * @typedef {object} Job
 * @property {string} id
 * @property {string} kind
 * @property {"queued" | "running" | "succeeded" | "dead" | "cancelled"} state
 * @property {number} progress in percent
 * @property {number} attempts
 * @property {number} max_attempts
 * @property {boolean} cancel_requested
 * @property {string | null} error why the last attempt failed, in words
 * @property {string | null} project_id
 * @property {JobResult | null} result
 * @property {string} run_at not before; of the next attempt, where one failed
 * @property {string} created_at
 * @property {string | null} started_at
 * @property {string | null} finished_at
 */

/**
 * @typedef {object} JobResult
 * @property {string} name
 * @property {string} media_type
 * @property {number} size in bytes
 * @property {string} expires_at until then it can be downloaded
 */

/**
 * @typedef {object} Problem
 * @property {string} type
 * @property {string} title
 * @property {number} status
 * @property {string} detail for people
 * @property {string} code for programs
 * @property {string} request_id
 * @property {FieldError[]} [errors] what is wrong with which field
 */

/**
 * @typedef {object} FieldError
 * @property {string} field
 * @property {"required" | "too_short" | "too_long" | "malformed" | "forbidden_character" | "out_of_range" | "unknown_field" | "wrong_type" | "wrong_password" | "unknown_person"} code
 * @property {string} message
 */

/**
 * @template T
 * @typedef {{items: T[], next_cursor: string | null}} Page
 */

export {};
