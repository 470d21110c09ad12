// What went wrong, in the words that a person reads.

import { strings } from "../strings.js";

/**
 * @typedef {object} Problem an RFC 9457 document as the API sends it
 * @property {string} [code]
 * @property {string} [title]
 * @property {string} [detail]
 * @property {string} [request_id]
 * @property {{field: string, code: string, message: string}[]} [errors]
 */

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
  return new ApiError(0, { code: "network" });
}

/** @param {unknown} error @returns {string} a sentence for any error */
export function messageOf(error) {
  return error instanceof ApiError ? error.message : strings.problems.unexpected;
}

/** @param {unknown} error @returns {boolean} whether the person, not a fault, ended the request */
export function isAbort(error) {
  return error instanceof DOMException && error.name === "AbortError";
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
  if (code === "too_many_requests") return strings.problems.too_many_requests(retryAfter);
  if (code === "invalid_input" && problem.errors?.length) return strings.problems.invalid_input;
  const known = /** @type {Record<string, unknown>} */ (strings.problems)[code];
  if (typeof known === "string") return known;
  if (status >= 500) return strings.problems.unavailable;
  if (status === 413) return strings.problems.payload_too_large;
  return problem.detail || problem.title || strings.problems.unexpected;
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
