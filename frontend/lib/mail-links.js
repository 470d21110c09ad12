// What the links in mails do. Their tokens stand behind the "#" of the address, which browsers send to nobody.

import { api } from "./api.js";
import { ApiError } from "./problem.js";
import { outlivesReset, restore, session } from "./session.js";

/** @typedef {"used" | "expired" | "wrong"} Over why a link does nothing */

/** @returns {string} the token in the address of this page; empty where there is none */
export function tokenHere() {
  return new URLSearchParams(location.hash.slice(1)).get("token") ?? "";
}

/** Takes the token out of the address and out of the history: it has done its work. */
function forgetToken() {
  history.replaceState(history.state, "", location.pathname + location.search);
}

/** @param {string} token @returns {Promise<Over | "done">} */
export async function verifyEmail(token) {
  const end = await through("/auth/verify-email", { token });
  // Whoever is signed in need not be whose address that is.
  if (end === "done" && session.user) await restore().catch(() => undefined);
  return end;
}

/** Another link for the signed-in person. Without one to send, the address is confirmed: perhaps on another device. */
export async function sendVerification() {
  try {
    await api.send("POST", "/me/verification");
    return "sent";
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "already_verified") throw error;
    if (session.user) session.set({ ...session.user, email_verified: true });
    return "verified";
  }
}

/** @returns {Promise<string | null>} why the latest mail to the signed-in person came back, if it did */
export async function whyMailCameBack() {
  const { items } = await api.request("GET", "/jobs?kind=mail&limit=1");
  return items[0]?.state === "dead" ? items[0].error : null;
}

/** @param {string} email */
export function forgotPassword(email) {
  return api.send("POST", "/auth/forgot-password", { json: { email }, anonymous: true });
}

/**
 * The server ends all sessions of whose password it was; somebody else stays signed in.
 * @param {string} token
 * @param {string} password
 * @returns {Promise<Over | "done" | "others">} `others` where it was not the password of whoever is signed in here
 */
export async function resetPassword(token, password) {
  const end = await through("/auth/reset-password", { token, password });
  return end === "done" && (await outlivesReset()) ? "others" : end;
}

/** @param {string} path @param {{token: string, password?: string}} json @returns {Promise<Over | "done">} */
async function through(path, json) {
  const end = json.token ? await api.send("POST", path, { json, anonymous: true }).then(() => /** @type {const} */ ("done"), over) : "wrong";
  forgetToken();
  return end;
}

/** @param {unknown} error @returns {Over} throws what is not the link's fault */
export function over(error) {
  if (error instanceof ApiError) {
    if (error.code === "link_used") return "used";
    if (error.code === "link_expired") return "expired";
    if (error.fields.token) return "wrong";
  }
  throw error;
}
