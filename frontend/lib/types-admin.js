// The shapes that the API answers administrators with. Types only: nothing here runs.

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

/** @typedef {import("./types.js").Page<Deployment> & {summary: DeploymentSummary}} Deployments */

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

export {};
