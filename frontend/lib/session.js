// Who is signed in, in this tab and in its siblings.

import { api } from "./api.js";
import { ApiError } from "./problem.js";

/** @typedef {import("./types.js").User} User */

/** Says only that somebody has been signed in here: no token, no name. */
const HINT = "quayside.was-signed-in";

/**
 * "change" whenever somebody signs in or out (`reason` tells why a session ended), "replaced" when
 * somebody else is signed in than this page was made for: then nothing on it may stay.
 */
class SessionState extends EventTarget {
  /** @type {User | null} */
  user = null;
  /** @type {"signed-out" | "elsewhere" | "password-changed" | "expired" | null} */
  reason = null;

  /** @type {string | null} who this page was made for, also after signing out */
  #owner = null;

  /** @param {User} user */
  begin(user) {
    if (this.#owner !== null && this.#owner !== user.id) return this.replace();
    this.#owner = user.id;
    // A new token is no news.
    if (JSON.stringify(this.user) !== JSON.stringify(user)) this.set(user);
  }

  /** Somebody else signed in with this browser. */
  replace() {
    this.user = null;
    this.dispatchEvent(new Event("replaced"));
  }

  /** @param {User | null} user @param {SessionState["reason"]} [reason] */
  set(user, reason = null) {
    this.user = user;
    this.reason = reason;
    remember(user !== null);
    this.dispatchEvent(new Event("change"));
  }
}

/** The session of this tab. */
export const session = new SessionState();

const siblings = new BroadcastChannel("quayside-session");

siblings.addEventListener("message", ({ data }) => {
  if (data === "signed-out" && session.user) leave("elsewhere");
  if (data === "signed-in") ask();
});

// A page that comes back out of the browser's memory has heard nothing meanwhile.
addEventListener("pageshow", ({ persisted }) => persisted && ask());

api.addEventListener("session", (event) => session.begin(/** @type {CustomEvent} */ (event).detail.user));
api.addEventListener("replaced", () => session.replace());
api.addEventListener("expired", () => {
  if (session.user) leave("expired");
});

/** Asks who is signed in. Without an answer this tab stays as it is, and the next request tells. */
function ask() {
  api.refresh().catch(() => undefined);
}

/** @param {string} email @param {string} password */
export async function signIn(email, password) {
  api.adopt(await api.request("POST", "/auth/login", { json: { email, password }, anonymous: true }));
  siblings.postMessage("signed-in");
}

/** @param {{name: string, email: string, password: string}} details */
export async function register(details) {
  await api.request("POST", "/auth/register", { json: details, anonymous: true });
  await signIn(details.email, details.password);
}

/** Ends the session on the server first, so that "signed out" is never said too early. */
export async function signOut() {
  await api.request("POST", "/auth/logout", { anonymous: true });
  siblings.postMessage("signed-out");
  leave("signed-out");
}

/**
 * The server has ended all sessions of whoever chose a new password.
 * @returns {Promise<boolean>} whether somebody else is signed in here, and stays so
 */
export async function outlivesReset() {
  if (session.user && (await restore().catch(() => false))) return true;
  siblings.postMessage("signed-out");
  leave("password-changed");
  return false;
}

/**
 * Takes up the session that the cookie stands for, if there is one.
 * @returns {Promise<boolean>} whether somebody is signed in
 */
export async function restore() {
  try {
    await api.refresh();
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      remember(false);
      return false;
    }
    throw error;
  }
}

/** @returns {boolean} whether a session is likely, so that strangers cost no request */
export function mayBeSignedIn() {
  try {
    return localStorage.getItem(HINT) !== null;
  } catch {
    return true;
  }
}

/** @param {NonNullable<SessionState["reason"]>} reason */
function leave(reason) {
  api.forget();
  session.set(null, reason);
}

/** @param {boolean} yes */
function remember(yes) {
  try {
    if (yes) localStorage.setItem(HINT, "1");
    else localStorage.removeItem(HINT);
  } catch {
    // Storage is refused in some private windows; the hint is a courtesy.
  }
}
