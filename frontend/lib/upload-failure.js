// What went wrong with an upload: what is stored, what is not, and what comes next.

import { strings } from "../strings.js";
import { ApiError, messageOf } from "./problem.js";

/** Failures that another try would only repeat: the file itself is the reason. */
const FINAL = new Set(["file_gone", "payload_too_large", "idempotency_key_reused", "unsupported_media_type", "invalid_input"]);

/**
 * @param {unknown} error
 * @param {Pick<import("./upload.js").Upload, "sent" | "size">} upload as far as it came
 * @returns {import("./upload.js").Failure}
 */
export function explainUpload(error, { sent, size }) {
  if (!(error instanceof ApiError)) return { message: messageOf(error) };
  if (error.code === "file_gone") return { message: strings.uploadFailures.fileGone, final: true };
  if (error.status === 0) return { message: brokenLine(error.code, size > 0 && sent >= size), offline: true };
  const [first] = Object.values(error.fields);
  return { message: first ?? uploadWords(error), final: FINAL.has(error.code) };
}

/** @param {ApiError} error @returns {string} an upload has its own words where "this" would be the wrong thing */
function uploadWords({ code, message }) {
  if (code === "not_found") return strings.uploadFailures.noProject;
  if (code === "forbidden") return strings.uploadFailures.mayNot;
  return message;
}

/** @param {string} code @param {boolean} isAllSent whether only the answer was missing */
function brokenLine(code, isAllSent) {
  if (isAllSent) return strings.uploadFailures.mayHaveArrived;
  return code === "offline" ? strings.uploadFailures.offline : strings.uploadFailures.broken;
}
