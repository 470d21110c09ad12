import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiClient } from "../../lib/api.js";
import { ApiError } from "../../lib/problem.js";

const session = (token = "new") => ({ access_token: token, token_type: "Bearer", expires_in: 900, user: { id: "1" } });
const json = (/** @type {number} */ status, /** @type {unknown} */ body) => new Response(JSON.stringify(body), { status });
const refused = () => json(401, { code: "unauthorized" });

/**
 * A client before a server that answers as told.
 * @param {(path: string, token: string | null) => Response | Promise<Response>} answer
 */
function clientOf(answer) {
  /** @type {string[]} */ const asked = [];
  const fetch = async (/** @type {string} */ path, /** @type {RequestInit} */ init) => {
    asked.push(path.replace("/api/v1", ""));
    return answer(path.replace("/api/v1", ""), new Headers(init.headers).get("Authorization"));
  };
  return { client: new ApiClient(/** @type {any} */ (fetch)), asked };
}

test("a token that ended is renewed unnoticed, and the request sent again", async () => {
  const { client, asked } = clientOf((path, token) => {
    if (path === "/auth/refresh") return json(200, session());
    return token === "Bearer new" ? json(200, { name: "Anna" }) : refused();
  });
  client.adopt(/** @type {any} */ (session("old")));

  assert.deepEqual(await client.request("GET", "/me"), { name: "Anna" });
  assert.deepEqual(asked, ["/me", "/auth/refresh", "/me"]);
});

test("requests at the same moment share one renewal", async () => {
  const { client, asked } = clientOf(async (path, token) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (path === "/auth/refresh") return json(200, session());
    return token === "Bearer new" ? json(200, {}) : refused();
  });

  await Promise.all([client.request("GET", "/a"), client.request("GET", "/b"), client.request("GET", "/c")]);

  assert.equal(asked.filter((path) => path === "/auth/refresh").length, 1);
});

test("of requests that are refused one after the other, only the first asks for a renewal", async () => {
  const { client, asked } = clientOf((path) => (path === "/auth/refresh" ? json(200, session()) : refused()));
  client.adopt(/** @type {any} */ (session("old")));

  assert.equal(await client.tokenAfter("old"), "new");
  assert.equal(await client.tokenAfter("old"), "new");

  assert.deepEqual(asked, ["/auth/refresh"]);
});

test("where somebody else has signed in meanwhile, nothing is repeated in their name", async () => {
  const ben = { ...session(), user: { id: "2" } };
  const { client, asked } = clientOf((path) => (path === "/auth/refresh" ? json(200, ben) : refused()));
  client.adopt(/** @type {any} */ (session("old")));
  let replaced = 0;
  client.addEventListener("replaced", () => (replaced += 1));

  await assert.rejects(client.request("DELETE", "/documents/1"), { status: 401 });

  assert.deepEqual(asked, ["/documents/1", "/auth/refresh"]);
  assert.deepEqual([replaced, client.signedIn], [1, false]);
});

test("a renewal that comes after the sign-out brings nobody back", async () => {
  const { client } = clientOf(() => json(200, session()));
  client.adopt(/** @type {any} */ (session("old")));
  const late = client.refresh();
  client.forget();
  await assert.rejects(late, { status: 401 });
  assert.equal(client.signedIn, false);
});

test("an answer that does not come is given up", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const fetch = (/** @type {string} */ _path, /** @type {RequestInit} */ { signal }) =>
    new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
  const asking = new ApiClient(/** @type {any} */ (fetch)).request("GET", "/me");
  t.mock.timers.tick(30_000);
  await assert.rejects(asking, { code: "timeout" });
});

test("a session that is over is announced once and fails with 401", async () => {
  const { client } = clientOf(refused);
  client.adopt(/** @type {any} */ (session("old")));
  let expired = 0;
  client.addEventListener("expired", () => (expired += 1));

  await assert.rejects(client.request("GET", "/me"), { status: 401 });

  assert.equal(expired, 1);
  assert.equal(client.signedIn, false);
});

test("a server that cannot be reached for a renewal ends no session", async () => {
  const { client } = clientOf((path) => (path === "/auth/refresh" ? json(503, { code: "unavailable" }) : refused()));
  client.adopt(/** @type {any} */ (session("old")));

  await assert.rejects(client.request("GET", "/me"), { status: 503 });

  assert.equal(client.signedIn, true);
});

test("a wrong password at sign-in is no reason to renew anything", async () => {
  const { client, asked } = clientOf(() => json(401, { code: "invalid_credentials" }));

  await assert.rejects(client.request("POST", "/auth/login", { json: {}, anonymous: true }), { code: "invalid_credentials" });

  assert.deepEqual(asked, ["/auth/login"]);
});

test("no network is told apart from an answer", async () => {
  const { client } = clientOf(() => Promise.reject(new TypeError("Failed to fetch")));
  await assert.rejects(client.request("GET", "/me"), (error) => error instanceof ApiError && error.code === "network");
});

test("leaving a page is not an error of the network", async () => {
  const { client } = clientOf(() => Promise.reject(new DOMException("left", "AbortError")));
  await assert.rejects(client.request("GET", "/me"), { name: "AbortError" });
});

test("a deletion outlives its tab; nothing else does", async () => {
  /** @type {Record<string, unknown>} */ const keepalive = {};
  const fetch = async (/** @type {string} */ _path, /** @type {RequestInit} */ init) => {
    keepalive[init.method ?? ""] = init.keepalive;
    return new Response(null, { status: 204 });
  };
  const client = new ApiClient(/** @type {any} */ (fetch));
  for (const method of ["DELETE", "PATCH", "POST"]) await client.request(method, "/documents/1");
  assert.deepEqual(keepalive, { DELETE: true, PATCH: false, POST: false });
});

test("an answer without content is null", async () => {
  const { client } = clientOf(() => new Response(null, { status: 204 }));
  assert.equal(await client.request("DELETE", "/documents/1"), null);
});
