// One table of expectations, for Caddy and for the app alone.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { ask, assertProblem, required } from "./ask.js";

/** The two ways to serve the front end, which must not differ. */
const servers = [
  { name: "caddy", url: required("BASE_URL") },
  { name: "app", url: required("DIRECT_URL") },
];

/** On everything that belongs to the front end, errors included. */
const PAGE = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; " +
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "x-frame-options": "DENY",
};

/** On every JSON of the API, problems included. */
const DATA = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
};

const REVALIDATE = "no-cache";
const DAY = "public, max-age=86400";
const HTML = "text/html; charset=utf-8";

/** @type {[string, string, string, RegExp][]} what it is, its path, how long it may be kept, its type */
const FILES = [
  ["the start page", "/", REVALIDATE, /^text\/html; charset=utf-8$/],
  ["index.html by its name", "/index.html", REVALIDATE, /^text\/html; charset=utf-8$/],
  ["a page of the SPA", "/projects/0190a1b2-0000-7000-8000-000000000000", REVALIDATE, /^text\/html; charset=utf-8$/],
  ["a page whose name begins like the API", "/apidocs", REVALIDATE, /^text\/html; charset=utf-8$/],
  ["the address of a folder", "/lib", REVALIDATE, /^text\/html; charset=utf-8$/],
  ["the address of a folder with its slash", "/lib/", REVALIDATE, /^text\/html; charset=utf-8$/],
  ["a module", "/main.js", REVALIDATE, /^text\/javascript\b/],
  ["a module in a folder", "/lib/router.js", REVALIDATE, /^text\/javascript\b/],
  ["a stylesheet", "/styles/tokens.css", REVALIDATE, /^text\/css; charset=utf-8$/],
  ["the sprite of icons", "/icons.svg", REVALIDATE, /^image\/svg\+xml/],
  ["the favicon", "/favicon.svg", DAY, /^image\/svg\+xml/],
];

const MISSING = ["/lib/nothing.js", "/styles/nothing.css", "/vendor/nothing.js", "/favicon.ico"];
const PRIVATE = [
  "/.env",
  "/.git/config",
  "/lib/.hidden/page",
  "/%2eenv",
  "/package.json",
  "/package-lock.json",
  "/tests",
  "/tests/package.json",
  "/tests/edge/headers.test.js",
  "/node_modules",
  "/node_modules/axe-core/axe.js",
];
const UNKNOWN_TO_THE_API = ["/api", "/api/", "/api/nothing", "/api/nothing.js", "/api/v1", "/api/v1/nothing", "/api/v1/projects/1/nothing"];

for (const { name, url } of servers) {
  const get = (/** @type {string} */ path, headers = {}) => ask(url, { path, headers });

  describe(`the front end, served by ${name}`, () => {
    for (const [what, path, caching, type] of FILES) {
      test(`${what} (${path}) has its headers`, async () => {
        const answer = await get(path);
        assert.equal(answer.status, 200);
        assertHeaders(answer, { ...PAGE, "cache-control": caching });
        assert.match(answer.headers["content-type"] ?? "", type);
      });

      test(`${what} (${path}) is not sent twice`, async () => {
        const { etag } = (await get(path)).headers;
        assert.ok(etag, "an ETag");
        const again = await get(path, { "If-None-Match": etag });
        assert.equal(again.status, 304);
        assert.equal(again.text, "");
        assertHeaders(again, { ...PAGE, "cache-control": caching });
      });
    }

    for (const path of MISSING) test(`${path} is missing, and no page takes its place`, () => assertMissing(path));
    for (const path of PRIVATE) test(`${path} is not for the public`, () => assertMissing(path));

    for (const path of ["/..%2f..%2fCargo.toml", "/lib/../../Cargo.toml", "/%2e%2e/Cargo.toml", "/..%5cCargo.toml", "/lib/%2e%2e/%2e%2e/LICENSE"]) {
      test(`${path} does not lead out of the folder`, async () => {
        const { text } = await get(path);
        assert.doesNotMatch(text, /workspace|Copyright/);
      });
    }

    for (const path of ["/", "/projects", "/main.js", "/styles/base.css", "/icons.svg"]) {
      test(`${path} is compressed for whoever asks`, async () => {
        const plain = await get(path);
        const packed = await get(path, { "Accept-Encoding": "gzip" });
        assert.equal(plain.headers["content-encoding"], undefined);
        assert.equal(packed.headers["content-encoding"], "gzip");
        assert.match(packed.headers.vary ?? "", /accept-encoding/i);
        const again = await get(path, { "Accept-Encoding": "gzip", "If-None-Match": packed.headers.etag ?? "" });
        assert.equal(again.status, 304);
      });
    }

    test("HEAD answers like GET, without the body", async () => {
      for (const path of ["/", "/projects", "/main.js"]) {
        const [head, full] = [await ask(url, { path, method: "HEAD" }), await get(path)];
        assert.equal(head.status, 200);
        assert.equal(head.text, "");
        assert.equal(head.headers.etag, full.headers.etag);
        assertHeaders(head, PAGE);
      }
    });

    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"]) {
      test(`${method} is not allowed`, async () => {
        for (const path of ["/", "/projects", "/main.js"]) {
          const answer = await ask(url, { path, method });
          assert.equal(answer.status, 405, path);
          assert.equal(answer.headers.allow, "GET, HEAD");
          assertHeaders(answer, PAGE);
        }
      });
    }

    /** @param {string} path */
    async function assertMissing(path) {
      const answer = await get(path, { Accept: "*/*" });
      assert.equal(answer.status, 404);
      assert.notEqual(answer.headers["content-type"], HTML);
      assert.doesNotMatch(answer.text, /<html/i);
      assertHeaders(answer, { ...PAGE, "cache-control": REVALIDATE });
    }
  });

  describe(`the API, reached through ${name}`, () => {
    test("its JSON keeps its own headers", async () => {
      const answer = await get("/api/version");
      assert.equal(answer.status, 200);
      assert.match(answer.headers["content-type"] ?? "", /^application\/json/);
      assertHeaders(answer, DATA);
    });

    test("its reference is a page like ours", async () => {
      const answer = await get("/api/docs");
      assert.equal(answer.status, 200);
      assert.equal(answer.headers["content-type"], HTML);
      assertHeaders(answer, PAGE);
    });

    for (const path of UNKNOWN_TO_THE_API) {
      test(`${path} is a problem document, never the SPA`, async () => {
        const answer = await get(path, { Accept: "text/html" });
        assertProblem(answer, 404, "not_found");
        assertHeaders(answer, DATA);
      });
    }

    test("a stranger is told so in JSON", async () => {
      const answer = await get("/api/v1/projects");
      assertProblem(answer, 401, "unauthorized");
      assertHeaders(answer, DATA);
    });

    for (const method of ["OPTIONS", "TRACE", "PUT"]) {
      test(`${method} is a method that is not allowed`, async () => {
        const answer = await ask(url, { path: "/api/v1/projects", method });
        assertProblem(answer, 405, "method_not_allowed");
        assert.ok(answer.headers.allow, "says what is");
      });
    }

    test("a request id is echoed", async () => {
      const answer = await get("/api/version", { "X-Request-Id": "harbour-1" });
      assert.equal(answer.headers["x-request-id"], "harbour-1");
    });

    test("a health check works under any host name, data does not", async () => {
      assert.equal((await get("/api/health/live", { Host: "elsewhere.example" })).status, 200);
    });
  });
}

/** @param {import("./ask.js").Answer} answer @param {Record<string, string>} expected */
function assertHeaders({ headers }, expected) {
  for (const [header, value] of Object.entries(expected)) assert.equal(headers[header], value, header);
  for (const told of ["server", "via", "x-powered-by"]) assert.equal(headers[told], undefined, told);
  const cors = Object.keys(headers).filter((header) => header.startsWith("access-control-"));
  assert.deepEqual(cors, [], "nobody else's page may read this");
}
