// The document's calls.

import { api } from "./api.js";
import { save } from "./save.js";

/** @typedef {import("./types.js").Document} Document */

/**
 * @param {string} projectId
 * @param {URLSearchParams} query sort, q, deleted, cursor
 * @param {AbortSignal} [signal]
 * @returns {Promise<import("./types.js").Page<Document>>}
 */
export function listDocuments(projectId, query, signal) {
  return api.request("GET", `/projects/${projectId}/documents?${query}`, { signal });
}

/** @param {string} id @param {AbortSignal} [signal] @returns {Promise<Document>} */
export function readDocument(id, signal) {
  return api.request("GET", `/documents/${encodeURIComponent(id)}`, { signal });
}

/**
 * @param {string} id
 * @param {readonly Document[]} known as they were when a list was read
 * @param {AbortSignal} signal
 * @returns {Promise<Document>} from among them, unless it lacks the preview that comes a little after the thumbnail
 */
export async function inFull(id, known, signal) {
  const found = known.find((one) => one.id === id);
  const isWhole = found && (found.preview_url || found.thumbnail !== "ready");
  return isWhole ? found : readDocument(id, signal);
}

/** @param {string} id @param {string} name @returns {Promise<Document>} */
export function renameDocument(id, name) {
  return api.request("PATCH", `/documents/${id}`, { json: { name } });
}

/** @param {string} id */
export function deleteDocument(id) {
  return api.request("DELETE", `/documents/${id}`);
}

/** @param {string} id @returns {Promise<Document>} */
export function restoreDocument(id) {
  return api.request("POST", `/documents/${id}/restore`);
}

/**
 * @param {string} id
 * @param {"inline" | "attachment"} disposition
 * @param {AbortSignal} [signal]
 * @returns {Promise<string>} an address that works without a token for some minutes
 */
export async function linkTo(id, disposition, signal) {
  const { url } = await api.request("POST", `/documents/${id}/links`, { json: { disposition }, signal });
  return url;
}

/**
 * @param {string} id
 * @param {number} bytes how much of the beginning to read
 * @param {AbortSignal} [signal]
 * @returns {Promise<string>} as text; what is no UTF-8 becomes replacement characters
 */
export async function readBeginning(id, bytes, signal) {
  const headers = { Range: `bytes=0-${bytes - 1}` };
  const response = await api.send("GET", `/documents/${id}/content`, { headers, signal });
  return new TextDecoder().decode(await response.arrayBuffer());
}

/** @param {Document} document_ */
export async function download({ id, name }) {
  save(await linkTo(id, "attachment"), name);
}
