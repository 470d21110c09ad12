// Waits where the server has asked for it, instead of calling it a failure.

import { ApiError } from "./problem.js";

/** Seconds; who is told to wait longer hears it at once and decides alone. */
const LONGEST = 300;

/**
 * Tries until it works, or until waiting is of no use.
 * @template T
 * @param {() => Promise<T>} attempt
 * @param {(seconds: number, error: ApiError) => Promise<void>} wait
 * @returns {Promise<T>}
 */
export async function patiently(attempt, wait) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      const seconds = pauseAfter(error, tries);
      if (seconds === null) throw error;
      await wait(seconds, /** @type {ApiError} */ (error));
    }
  }
}

/**
 * @param {unknown} error
 * @param {number} tries how often this was waited for before
 * @returns {number | null} seconds until the next try, or null where there should be none
 */
export function pauseAfter(error, tries) {
  if (!(error instanceof ApiError)) return null;
  const isFirstAttempt = error.code === "idempotency_in_flight";
  // A first attempt whose line broke silently is held for a minute: twelve tries are almost two.
  if (!isFirstAttempt && ![429, 502, 503, 504].includes(error.status)) return null;
  if (tries >= (isFirstAttempt ? 12 : 5)) return null;
  const seconds = Math.max(error.retryAfter ?? 1, Math.min(2 ** tries, 10));
  return seconds <= LONGEST ? seconds : null;
}

/**
 * @param {number} seconds
 * @param {AbortSignal} [signal] ends the waiting at once, without complaint
 * @returns {Promise<void>}
 */
export function sleep(seconds, signal) {
  return new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000);
    signal?.addEventListener("abort", () => resolve(), { once: true });
  });
}
