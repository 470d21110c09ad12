// Talks to /api/v1. The access token lives here, in memory, and nowhere else.

import { ApiError, errorFrom, isAbort, networkError, timeoutError } from "./problem.js";

/** @typedef {import("./types.js").Session} Session */

/**
 * @typedef {object} Options
 * @property {unknown} [json] sent as the body
 * @property {Record<string, string>} [headers]
 * @property {AbortSignal} [signal]
 * @property {boolean} [anonymous] neither sends the token nor refreshes it
 */

/** Seconds before its end at which a token counts as stale. */
const MARGIN = 60;

/** Milliseconds until an answer is given up: longer than any that this API takes its time for. */
const PATIENCE = 30_000;

/**
 * One signed-in (or anonymous) client of the API. Announces "session" with every new token,
 * "expired" where the session is over, and "replaced" where the browser's cookie stands for
 * somebody else by now: then no request is repeated, because it was not that person's.
 */
export class ApiClient extends EventTarget {
  /** @type {string | null} */ #token = null;
  #goodUntil = 0;
  /** @type {string | null} whose token it is */ #user = null;
  /** @type {Promise<Session> | null} */ #refreshing = null;
  /** Counts the sessions: what was asked for in one must not bring it back once it has ended. */
  #stay = 0;
  #fetch;

  /** @param {typeof globalThis.fetch} fetch */
  constructor(fetch) {
    super();
    this.#fetch = fetch;
  }

  /**
   * Takes over a session; announces it as "session".
   * @param {Session} session
   */
  adopt(session) {
    this.#token = session.access_token;
    this.#user = session.user.id;
    this.#goodUntil = Date.now() + (session.expires_in - MARGIN) * 1000;
    this.dispatchEvent(new CustomEvent("session", { detail: session }));
  }

  /** Whether there is a token, however old. */
  get signedIn() {
    return this.#token !== null;
  }

  /** Forgets the token. */
  forget() {
    this.#token = null;
    this.#user = null;
    this.#goodUntil = 0;
    this.#stay += 1;
    this.#refreshing = null;
  }

  /**
   * @param {string} method
   * @param {string} path below /api/v1
   * @param {Options} [options]
   * @returns {Promise<any>} the JSON of the answer, or null where it has none
   */
  async request(method, path, options = {}) {
    const response = await this.send(method, path, options);
    return response.status === 204 ? null : JSON.parse(await textOf(response));
  }

  /**
   * Like request, but hands out the whole response.
   * @param {string} method
   * @param {string} path
   * @param {Options} [options]
   * @returns {Promise<Response>}
   */
  async send(method, path, options = {}) {
    const [token, stay] = [this.#token, this.#stay];
    let response = await this.#once(method, path, options);
    if (response.status === 401 && !options.anonymous && stay === this.#stay) {
      await this.tokenAfter(token);
      response = await this.#once(method, path, options);
    }
    if (response.ok) return response;
    throw errorFrom(response.status, await textOf(response), response.headers.get("Retry-After"));
  }

  /** @returns {Promise<string>} a token that is good for another minute at least */
  async freshToken() {
    if (!this.#token || Date.now() > this.#goodUntil) await this.refresh();
    return this.#token ?? "";
  }

  /**
   * @param {string | null} refused a token that the server did not take
   * @returns {Promise<string>} another one: of several requests that were refused with the same, only the first asks for it
   */
  async tokenAfter(refused) {
    if (this.#token === refused) await this.refresh();
    return this.#token ?? "";
  }

  /**
   * Asks for a new token; callers at the same moment share one request. Where the session is
   * over, announces "expired" and fails with 401.
   * @returns {Promise<Session>}
   */
  refresh() {
    const asking = this.#refreshing ?? this.#refresh(this.#stay);
    this.#refreshing = asking;
    return asking;
  }

  /** @param {number} stay */
  async #refresh(stay) {
    try {
      const response = await this.#once("POST", "/auth/refresh", { anonymous: true });
      const text = await textOf(response);
      if (stay !== this.#stay) throw new ApiError(401, { code: "unauthorized" });
      if (response.status === 401) this.#end("expired");
      if (!response.ok) throw errorFrom(response.status, text, response.headers.get("Retry-After"));
      return this.#renew(JSON.parse(text));
    } finally {
      // Where the session ended meanwhile, this is forgotten already, or another one's.
      if (stay === this.#stay) this.#refreshing = null;
    }
  }

  /** @param {Session} session @returns {Session} */
  #renew(session) {
    if (this.#user && this.#user !== session.user.id) {
      this.#end("replaced");
      throw new ApiError(401, { code: "unauthorized" });
    }
    this.adopt(session);
    return session;
  }

  /** @param {"expired" | "replaced"} how */
  #end(how) {
    this.forget();
    this.dispatchEvent(new Event(how));
  }

  /** @param {string} method @param {string} path @param {Options} options */
  async #once(method, path, { json, headers = {}, signal, anonymous }) {
    const all = { ...headers };
    if (json !== undefined) all["Content-Type"] = "application/json";
    if (this.#token && !anonymous) all.Authorization = `Bearer ${this.#token}`;
    const body = json === undefined ? undefined : JSON.stringify(json);
    // Whoever deletes something and closes the tab at once means it.
    const keepalive = method === "DELETE";
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), PATIENCE);
    const either = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
    try {
      return await this.#fetch(`/api/v1${path}`, { method, headers: all, body, signal: either, keepalive });
    } catch (error) {
      if (late.signal.aborted && !signal?.aborted) throw timeoutError();
      throw isAbort(error) ? error : networkError();
    } finally {
      clearTimeout(timer);
    }
  }
}

/** @param {Response} response @returns {Promise<string>} an answer can still break off after its first line */
async function textOf(response) {
  try {
    return await response.text();
  } catch (error) {
    throw isAbort(error) ? error : networkError();
  }
}

/** The client of this tab. */
export const api = new ApiClient((input, init) => fetch(input, init));
