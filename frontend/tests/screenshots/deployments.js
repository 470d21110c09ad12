// A journal of deployments by the clock of the pictures, which the database does not know.

/** @typedef {import("../../lib/types-admin.js").Deployment} Deployment */

/** @type {import("../../lib/types-admin.js").Deployments} */
export const journal = {
  summary: { days: 30, deployments: 3, successes_per_day: 2 / 30, failure_rate: 1 / 3, lead_time_seconds: 2500 },
  items: [
    deployment("19bf6e4c", "2026-06-16T07:12:00Z", 64, { migrations: 1 }),
    deployment("e83a5f26", "2026-06-15T08:05:00Z", 38, { verdict: "failed", reason: "The new release did not become ready within 30 seconds." }),
    deployment("7d41c09b", "2026-06-07T13:40:00Z", 71, { migrations: 2 }),
  ],
  next_cursor: null,
};

/**
 * @param {string} hash @param {string} started_at @param {number} seconds @param {Partial<Deployment>} more
 * @returns {Deployment}
 */
function deployment(hash, started_at, seconds, more) {
  return {
    id: hash,
    digest: `sha256:${hash.repeat(8)}`,
    commit: [...hash].reverse().join("").repeat(5),
    committed_at: started_at,
    actor: "chloe",
    migrations: 0,
    verdict: "succeeded",
    reason: null,
    started_at,
    ended_at: new Date(Date.parse(started_at) + seconds * 1000).toISOString(),
    ...more,
  };
}
