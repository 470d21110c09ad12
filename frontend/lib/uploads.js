// This tab's uploads, sent with XMLHttpRequest because fetch cannot tell how much has left.

import { api } from "./api.js";
import { tell } from "./events.js";
import { errorFrom, messageOf, networkError, ApiError } from "./problem.js";
import { UploadQueue } from "./upload.js";

/** @typedef {import("./upload.js").Upload} Upload */

/** The queue of this tab. */
export const uploads = new UploadQueue(send, messageOf);

uploads.addEventListener("done", (event) => {
  const { document } = /** @type {CustomEvent<Upload>} */ (event).detail;
  if (document) tell("document-added", document);
});

addEventListener("beforeunload", (event) => {
  if (uploads.busy) event.preventDefault();
});

/** @type {import("./upload.js").Transport} */
async function send(upload, onProgress) {
  try {
    return await post(upload, onProgress, await api.freshToken());
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401 || !api.signedIn) throw error;
    await api.refresh();
    return post(upload, onProgress, await api.freshToken());
  }
}

/**
 * @param {Upload} upload
 * @param {(sent: number) => void} onProgress
 * @param {string} token
 * @returns {Promise<import("./types.js").Document>}
 */
function post(upload, onProgress, token) {
  const request = new XMLHttpRequest();
  const form = new FormData();
  form.append("file", upload.file, upload.name);
  request.open("POST", `/api/v1/projects/${upload.projectId}/documents`);
  request.setRequestHeader("Authorization", `Bearer ${token}`);
  request.setRequestHeader("Idempotency-Key", upload.key);
  request.upload.addEventListener("progress", ({ loaded }) => onProgress(loaded));
  const { signal } = upload.abort;
  signal.addEventListener("abort", () => request.abort(), { once: true });
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(networkError());
    request.addEventListener("load", () => settle(request, resolve, reject));
    for (const end of ["error", "abort", "timeout"]) request.addEventListener(end, () => reject(networkError()));
    request.send(form);
  });
}

/** @param {XMLHttpRequest} request @param {(made: any) => void} resolve @param {(error: ApiError) => void} reject */
function settle(request, resolve, reject) {
  if (request.status === 201) resolve(JSON.parse(request.responseText));
  else reject(errorFrom(request.status, request.responseText, request.getResponseHeader("Retry-After")));
}
