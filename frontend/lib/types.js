// The shapes that the API answers with, as backend/openapi.yaml has them; a test holds the two together.
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
 * @typedef {object} AdminJob what only administrators see of a job
 * @property {string | null} cause what happened inside when the last attempt failed
 * @property {string | null} user_id
 * @property {string | null} worker_id
 */

/**
 * @typedef {object} Deployment
 * @property {string} id
 * @property {string} digest the image
 * @property {string} commit
 * @property {string} committed_at
 * @property {string} actor who asked for it
 * @property {number} migrations how many it applied
 * @property {"succeeded" | "failed" | "rolled_back" | null} verdict null while it runs
 * @property {string | null} reason why it did not succeed
 * @property {string} started_at
 * @property {string | null} ended_at
 */

/**
 * @typedef {object} DeploymentSummary the last days; only what has ended counts
 * @property {number} days
 * @property {number} deployments
 * @property {number} successes_per_day
 * @property {number | null} failure_rate null where nothing was deployed
 * @property {number | null} lead_time_seconds from commit to end, as a median
 */

/** @typedef {Page<Deployment> & {summary: DeploymentSummary}} Deployments */

/**
 * @typedef {object} Integrity whether stored bytes are what was uploaded
 * @property {string | null} checked_at null before the first look
 * @property {number} documents of the last look
 * @property {number} bytes of the last look
 * @property {DamagedDocument[]} damaged
 */

/**
 * @typedef {object} DamagedDocument
 * @property {string} document_id
 * @property {string} project_id
 * @property {"missing" | "size" | "content"} damage
 * @property {string} found_at
 */

/**
 * @typedef {object} System
 * @property {string} at the database's time, by which all of this is judged
 * @property {Integrity} integrity
 * @property {QueueDepth[]} jobs
 * @property {string[]} unknown_kinds those that wait and that this release does not know
 * @property {number} oldest_runnable_seconds
 * @property {Worker[]} workers
 * @property {Schedule[]} schedules
 */

/**
 * @typedef {object} QueueDepth
 * @property {string} kind
 * @property {"queued" | "running" | "dead"} state
 * @property {number} count
 */

/**
 * @typedef {object} Worker
 * @property {string} id
 * @property {string} host
 * @property {number} pid
 * @property {number} concurrency
 * @property {number} running
 * @property {boolean} alive whether its last sign of life is fresh
 * @property {string} started_at
 * @property {string} heartbeat_at
 */

/**
 * @typedef {object} Schedule
 * @property {string} name
 * @property {string} next_run_at
 * @property {string | null} last_slot
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
