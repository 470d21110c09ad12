// Who is signed in, in this tab and in its siblings.

import { api } from "./api.js";
import { ApiError } from "./problem.js";

/** @typedef {import("./types.js").User} User */

/** Says only that somebody has been signed in here: no token, no name. */
const HINT = "quayside.was-signed-in";

/** "change" whenever somebody signs in or out; `reason` tells why a session ended. */
class SessionState extends EventTarget {
  /** @type {User | null} */
  user = null;
  /** @type {"signed-out" | "elsewhere" | "expired" | null} */
  reason = null;

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
  // Without an answer this tab stays at its sign-in form, which still works.
  if (data === "signed-in" && !session.user) restore().catch(() => false);
});

api.addEventListener("session", (event) => {
  const { user } = /** @type {CustomEvent} */ (event).detail;
  // Somebody else signed in with this browser: nothing on this page is theirs.
  if (session.user && session.user.id !== user.id) location.assign("/");
  else session.set(user);
});

api.addEventListener("expired", () => {
  if (session.user) leave("expired");
});

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
