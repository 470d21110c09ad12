// Talks to /api/v1. The access token lives here, in memory, and nowhere else.

import { errorFrom, networkError, isAbort } from "./problem.js";

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

/** One signed-in (or anonymous) client of the API. */
export class ApiClient extends EventTarget {
  /** @type {string | null} */ #token = null;
  #goodUntil = 0;
  /** @type {Promise<Session> | null} */ #refreshing = null;
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
    this.#goodUntil = 0;
  }

  /**
   * @param {string} method
   * @param {string} path below /api/v1
   * @param {Options} [options]
   * @returns {Promise<any>} the JSON of the answer, or null where it has none
   */
  async request(method, path, options = {}) {
    const response = await this.send(method, path, options);
    return response.status === 204 ? null : response.json();
  }

  /**
   * Like request, but hands out the whole response.
   * @param {string} method
   * @param {string} path
   * @param {Options} [options]
   * @returns {Promise<Response>}
   */
  async send(method, path, options = {}) {
    let response = await this.#once(method, path, options);
    if (response.status === 401 && !options.anonymous) {
      await this.refresh();
      response = await this.#once(method, path, options);
    }
    if (response.ok) return response;
    throw errorFrom(response.status, await response.text(), response.headers.get("Retry-After"));
  }

  /** @returns {Promise<string>} a token that is good for another minute at least */
  async freshToken() {
    if (!this.#token || Date.now() > this.#goodUntil) await this.refresh();
    return this.#token ?? "";
  }

  /**
   * Asks for a new token; callers at the same moment share one request. Where the session is
   * over, announces "expired" and fails with 401.
   * @returns {Promise<Session>}
   */
  refresh() {
    this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  async #refresh() {
    const response = await this.#once("POST", "/auth/refresh", { anonymous: true });
    if (!response.ok) {
      if (response.status === 401) this.#expire();
      throw errorFrom(response.status, await response.text(), response.headers.get("Retry-After"));
    }
    const session = await response.json();
    this.adopt(session);
    return session;
  }

  #expire() {
    this.forget();
    this.dispatchEvent(new Event("expired"));
  }

  /** @param {string} method @param {string} path @param {Options} options */
  async #once(method, path, { json, headers = {}, signal, anonymous }) {
    const all = { ...headers };
    if (json !== undefined) all["Content-Type"] = "application/json";
    if (this.#token && !anonymous) all.Authorization = `Bearer ${this.#token}`;
    const body = json === undefined ? undefined : JSON.stringify(json);
    // Whoever deletes something and closes the tab at once means it.
    const keepalive = method === "DELETE";
    try {
      return await this.#fetch(`/api/v1${path}`, { method, headers: all, body, signal, keepalive });
    } catch (error) {
      throw isAbort(error) ? error : networkError();
    }
  }
}

/** The client of this tab. */
export const api = new ApiClient((input, init) => fetch(input, init));
