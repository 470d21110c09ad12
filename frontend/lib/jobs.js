// The job's calls.

import { api } from "./api.js";
import { save } from "./save.js";

/** @typedef {import("./types.js").Job} Job */

/** What people ask for by a button, and where: other kinds of work are nobody's wish. */
const WISHES = /** @type {const} */ ({ export: "exports", report: "reports" });

/** @typedef {keyof typeof WISHES} Wish */

/** Jobs that are looked back on; more than anybody has made in a day. */
const RECENT = 50;

/** @param {string} kind @returns {kind is Wish} */
export function isWish(kind) {
  return kind in WISHES;
}

/** @param {string} projectId @param {Wish} kind @returns {Promise<Job>} */
export function askFor(projectId, kind) {
  return api.request("POST", `/projects/${projectId}/${WISHES[kind]}`);
}

/** @returns {Promise<Job[]>} the newest that the signed-in person asked for */
export async function listMyJobs() {
  const { items } = await api.request("GET", `/jobs?mine=true&limit=${RECENT}`);
  return items;
}

/** @param {string} id @returns {Promise<Job>} */
export function readJob(id) {
  return api.request("GET", `/jobs/${id}`);
}

/** @param {string} id @returns {Promise<Job>} */
export function cancelJob(id) {
  return api.request("POST", `/jobs/${id}/cancel`);
}

/** @param {Job} job whose result is saved */
export async function saveResult({ id, result }) {
  const { url } = await api.request("POST", `/jobs/${id}/links`);
  save(url, result?.name ?? "");
}
