// This tab's uploads: how they are sent, what becomes of their failures, and when they go on.

import { api } from "./api.js";
import { tell } from "./events.js";
import { patiently, sleep } from "./patience.js";
import { postFile } from "./post-file.js";
import { ApiError } from "./problem.js";
import { UploadQueue } from "./upload.js";
import { explainUpload } from "./upload-failure.js";

/** @typedef {import("./upload.js").Upload} Upload */

/** Seconds between two looks whether the server is back, the last one for ever. */
const LOOKS = [5, 10, 20, 30, 60];

/** Milliseconds after which a look has found nobody. */
const GLANCE = 10_000;

/** The queue of this tab. */
export const uploads = new UploadQueue(send, explainUpload);

uploads.addEventListener("done", (event) => {
  const { document } = /** @type {CustomEvent<Upload>} */ (event).detail;
  if (document) tell("document-added", document);
});

addEventListener("beforeunload", (event) => {
  if (uploads.atRisk) event.preventDefault();
});

addEventListener("online", () => uploads.held && uploads.resume());

/** Whether somebody looks for the line already. */
let looking = false;
uploads.addEventListener("change", () => {
  if (uploads.held && !looking) void lookForTheLine();
});

/** The browser knows about its own network only: a server that was away has to be asked. */
async function lookForTheLine() {
  looking = true;
  for (let n = 0; uploads.held; n += 1) {
    await sleep(LOOKS[Math.min(n, LOOKS.length - 1)]);
    if (uploads.held && (await answers())) uploads.resume();
  }
  looking = false;
}

/** @returns {Promise<boolean>} */
async function answers() {
  try {
    return (await fetch("/api/health/live", { cache: "no-store", signal: AbortSignal.timeout(GLANCE) })).ok;
  } catch {
    return false;
  }
}

/** The largest file that the server takes, once it has said so. */
let limit = Infinity;

/** @type {import("./upload.js").Transport} */
async function send(upload, onProgress) {
  if (upload.size > limit) throw new ApiError(413, { code: "payload_too_large", detail: `The limit is ${limit} bytes.` });
  const { signal } = upload.abort;
  try {
    return await patiently(() => attempt(upload, onProgress), (seconds, { code }) => {
      upload.pause = { until: Date.now() + seconds * 1000, code };
      onProgress(0);
      return sleep(seconds, signal);
    });
  } catch (error) {
    if (error instanceof ApiError && error.limit) limit = error.limit;
    throw error;
  }
}

/** @type {import("./upload.js").Transport} */
async function attempt(upload, onProgress) {
  upload.abort.signal.throwIfAborted();
  upload.pause = null;
  const token = await api.freshToken();
  try {
    return await postFile(upload, onProgress, token);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    return postFile(upload, onProgress, await api.tokenAfter(token));
  }
}
