// What went wrong, in the words that a person reads.

import { strings } from "../strings.js";
import { formatSize } from "./format.js";

/** @typedef {Partial<import("./types.js").Problem>} Problem as the API sends it; what stands between may send less */

/** A failed request: `message` is fit to be shown, `fields` says what to mend and where. */
export class ApiError extends Error {
  /**
   * @param {number} status the HTTP status, or 0 where no answer came
   * @param {Problem} problem
   * @param {number | null} [retryAfter] seconds to wait, where the server named them
   */
  constructor(status, problem, retryAfter = null) {
    super(explain(status, problem, retryAfter));
    this.name = "ApiError";
    this.status = status;
    this.code = problem.code ?? (status === 0 ? "network" : "unknown");
    this.requestId = problem.request_id ?? null;
    this.retryAfter = retryAfter;
    /** @type {number | null} the most bytes that a file may have, where the server said so */
    this.limit = status === 413 ? limitIn(problem) : null;
    /** @type {Record<string, string>} field name to message */
    this.fields = fieldMessages(problem);
  }
}

/**
 * @param {number} status
 * @param {string | null} body the answer's text, in any shape
 * @param {string | null} [retryAfter] the header's value
 * @returns {ApiError}
 */
export function errorFrom(status, body, retryAfter = null) {
  const seconds = retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : null;
  return new ApiError(status, parse(body), seconds);
}

/** @returns {ApiError} for a request that got no answer */
export function networkError() {
  return new ApiError(0, { code: globalThis.navigator?.onLine === false ? "offline" : "network" });
}

/** @returns {ApiError} for a request whose answer did not come in time */
export function timeoutError() {
  return new ApiError(0, { code: "timeout" });
}

/** @param {unknown} error @returns {string} a sentence for any error */
export function messageOf(error) {
  return error instanceof ApiError ? error.message : strings.problems.unexpected;
}

/** @param {unknown} error @returns {boolean} whether the person, not a fault, ended the request */
export function isAbort(error) {
  return error instanceof DOMException && error.name === "AbortError";
}

/** @param {unknown} error @returns {boolean} whether there is no such thing, or not for this person */
export function isGone(error) {
  return error instanceof ApiError && error.status === 404;
}

/** @param {string | null} body @returns {Problem} */
function parse(body) {
  try {
    const value = JSON.parse(body ?? "");
    return value !== null && typeof value === "object" ? value : {};
  } catch {
    return {};
  }
}

/** @param {number} status @param {Problem} problem @param {number | null} retryAfter */
function explain(status, problem, retryAfter) {
  const code = problem.code ?? "";
  if (code === "too_many_requests" || status === 429) return strings.problems.too_many_requests(retryAfter);
  if (code === "payload_too_large") return tooLarge(limitIn(problem));
  if (code === "invalid_input" && problem.errors?.length) return strings.problems.invalid_input;
  const known = /** @type {Record<string, unknown>} */ (strings.problems)[code];
  if (typeof known === "string") return known;
  if (status >= 500) return strings.problems.unavailable;
  if (status === 413) return tooLarge(null);
  return problem.detail || problem.title || strings.problems.unexpected;
}

/** @param {number | null} limit @returns {string} */
function tooLarge(limit) {
  return strings.problems.payload_too_large(limit === null ? null : formatSize(limit));
}

/** @param {Problem} problem @returns {number | null} bytes, as our server words it; the edge names none */
function limitIn({ detail }) {
  const found = /^The limit is (\d+) bytes/.exec(detail ?? "");
  return found ? Number(found[1]) : null;
}

/** @param {Problem} problem @returns {Record<string, string>} */
function fieldMessages(problem) {
  /** @type {Record<string, string>} */
  const messages = {};
  for (const { field, code, message } of problem.errors ?? []) {
    messages[field] ??= strings.fieldProblems[`${field}.${code}`] ?? message;
  }
  return messages;
}
