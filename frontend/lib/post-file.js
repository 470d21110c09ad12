// One attempt to send one file, with XMLHttpRequest because fetch cannot tell how much has left.

import { ApiError, errorFrom, networkError } from "./problem.js";

/** @typedef {import("./upload.js").Upload} Upload */

/** Milliseconds without a sign of life after which a line counts as broken: while sending, and while the server stores. */
const SILENT = 120_000;
const STORING = 400_000;

/** @returns {ApiError} for a file that is no longer on the disk as it was chosen */
export function fileGone() {
  return new ApiError(0, { code: "file_gone" });
}

/**
 * @param {Upload} upload
 * @param {(sent: number) => void} onProgress
 * @param {string} token
 * @returns {Promise<import("./types.js").Document>}
 */
export async function postFile(upload, onProgress, token) {
  await assertReadable(upload.file);
  try {
    return await post(upload, onProgress, token);
  } catch (error) {
    // A file that changes on its way ends the request just like a broken line does.
    if (error instanceof ApiError && error.status === 0) await assertReadable(upload.file);
    throw error;
  }
}

/** The browser notices on reading that a file was changed, moved or deleted. @param {File} file */
async function assertReadable(file) {
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch {
    throw fileGone();
  }
}

/** @param {Upload} upload @param {(sent: number) => void} onProgress @param {string} token @returns {Promise<any>} */
function post({ file, name, projectId, key, abort: { signal } }, onProgress, token) {
  const request = new XMLHttpRequest();
  const form = new FormData();
  form.append("file", file, name);
  request.open("POST", `/api/v1/projects/${encodeURIComponent(projectId)}/documents`);
  request.setRequestHeader("Authorization", `Bearer ${token}`);
  request.setRequestHeader("Idempotency-Key", key);
  const alive = watchdog(() => request.abort());
  request.upload.addEventListener("progress", ({ loaded }) => {
    alive(SILENT);
    onProgress(loaded);
  });
  request.upload.addEventListener("load", () => alive(STORING));
  signal.addEventListener("abort", () => request.abort(), { once: true });
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(networkError());
    request.addEventListener("load", () => settle(request, resolve, reject));
    for (const end of ["error", "abort", "timeout"]) request.addEventListener(end, () => reject(networkError()));
    request.addEventListener("loadend", () => alive(null));
    alive(SILENT);
    request.send(form);
  });
}

/** @param {XMLHttpRequest} request @param {(made: any) => void} resolve @param {(error: ApiError) => void} reject */
function settle(request, resolve, reject) {
  if (request.status === 201) resolve(JSON.parse(request.responseText));
  else reject(errorFrom(request.status, request.responseText, request.getResponseHeader("Retry-After")));
}

/**
 * @param {() => void} end called when nothing is heard for as long as was said last
 * @returns {(milliseconds: number | null) => void} null ends the watch
 */
function watchdog(end) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */ let timer;
  return (milliseconds) => {
    clearTimeout(timer);
    if (milliseconds !== null) timer = setTimeout(end, milliseconds);
  };
}
