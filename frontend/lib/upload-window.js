// Which of the uploads have a row: of ten thousand files a page draws those that matter now.

import { isUnderWay } from "./upload.js";

/** How many rows there are at most, how many of them may tell of failures, and how many are history. */
export const ROWS = 100;
const FAILED = 30;
const PAST = 10;

/**
 * @template {Pick<import("./upload.js").Upload, "state">} T
 * @param {T[]} uploads
 * @returns {T[]} in the same order: what failed, and a stretch around what is being sent
 */
export function windowOf(uploads) {
  if (uploads.length <= ROWS) return uploads;
  const at = uploads.findIndex(isUnderWay);
  // Where all is over, the end is what happened last.
  const first = at === -1 ? uploads.length - ROWS + FAILED : Math.max(0, at - PAST);
  const failed = uploads.slice(0, Math.max(0, first)).filter(({ state }) => state === "failed").slice(-FAILED);
  return [...failed, ...uploads.slice(first, first + ROWS - failed.length)];
}
