// What reaches the app through Caddy, seen from the app's side.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import { startCaddy } from "./caddy.js";
import { ask, assertProblem } from "./ask.js";

const LIMIT = 1000;

describe("behind Caddy", () => {
  /** @type {Awaited<ReturnType<typeof startCaddy>>} */ let caddy;
  let url = "";
  /** @type {import("node:http").IncomingMessage[]} */ let seen = [];
  /** @type {import("node:http").RequestListener} */ let answer;
  const app = createServer((request, response) => {
    seen.push(request);
    answer(request, response);
  });

  before(async () => {
    await new Promise((resolve) => app.listen(0, "127.0.0.1", () => resolve(null)));
    const { port } = /** @type {import("node:net").AddressInfo} */ (app.address());
    caddy = await startCaddy({ upstream: port, settings: { MAX_REQUEST_BYTES: String(LIMIT) } });
    url = caddy.url;
  });
  after(async () => {
    app.closeAllConnections();
    app.close();
    await caddy.stop();
  });

  /** @param {import("node:http").RequestListener} listener */
  const appAnswers = (listener) => {
    seen = [];
    answer = listener;
  };

  test("nobody chooses the address that the app sees", async () => {
    appAnswers((_, response) => response.end());
    const forged = { "X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example" };
    await ask(url, { path: "/api/version", headers: { ...forged, Forwarded: "for=203.0.113.9", "X-Real-IP": "203.0.113.9" } });
    const { headers } = seen[0];
    assert.equal(headers["x-forwarded-for"], "127.0.0.1");
    assert.equal(headers["x-forwarded-proto"], "http");
    assert.equal(headers["x-forwarded-host"], new URL(url).host);
    assert.equal(headers.host, new URL(url).host);
    assert.equal(headers.forwarded, undefined);
    assert.equal(headers["x-real-ip"], undefined);
  });

  test("the app's own headers are not overwritten", async () => {
    const own = { "Content-Security-Policy": "sandbox", "X-Frame-Options": "SAMEORIGIN", "Cache-Control": "private, max-age=60", ETag: '"abc"' };
    appAnswers((_, response) => response.writeHead(200, { ...own, "Content-Type": "text/plain", Server: "secret" }).end("x".repeat(5000)));
    const { headers } = await ask(url, { path: "/api/v1/content/x", headers: { "Accept-Encoding": "gzip" } });
    for (const [name, value] of Object.entries(own)) assert.equal(headers[name.toLowerCase()], value);
    assert.equal(headers["content-encoding"], undefined);
    assert.equal(headers.server, undefined);
    assert.equal(headers.via, undefined);
  });

  test("an event arrives when it happens, not when the stream ends", async () => {
    let more = () => {};
    appAnswers((_, response) => {
      response.writeHead(200, { "Content-Type": "text/event-stream" });
      response.write("data: one\n\n");
      more = () => response.end("data: two\n\n");
    });
    const stream = await fetch(`${url}/api/v1/events`);
    const reader = /** @type {ReadableStream<Uint8Array>} */ (stream.body).getReader();
    const text = async () => new TextDecoder().decode((await reader.read()).value);
    assert.equal(await text(), "data: one\n\n");
    more();
    assert.equal(await text(), "data: two\n\n");
  });

  test("the app hears that a client has left", async () => {
    /** @type {Promise<void>} */
    const left = new Promise((resolve) => {
      appAnswers((_, response) => {
        response.on("close", resolve);
        response.writeHead(200, { "Content-Type": "text/event-stream" });
        response.write("data: one\n\n");
      });
    });
    const leave = new AbortController();
    await fetch(`${url}/api/v1/events`, { signal: leave.signal });
    leave.abort();
    await left;
  });

  test("a POST that broke off is not sent again", async () => {
    appAnswers((request) => request.socket.destroy());
    assertProblem(await ask(url, { path: "/api/v1/projects", method: "POST", body: "{}" }), 503, "unavailable");
    assert.equal(seen.length, 1);
  });

  test("too large a body is refused before the app hears of it", async () => {
    appAnswers((_, response) => response.end());
    const answer = await ask(url, { path: "/api/v1/projects", method: "POST", body: "x".repeat(LIMIT + 1) });
    assertProblem(answer, 413, "payload_too_large");
    assert.equal(seen.length, 0);
  });

  test("too large a body of unknown length is stopped on its way", async () => {
    appAnswers((request, response) => request.resume().on("end", () => response.end()));
    const headers = { "Transfer-Encoding": "chunked" };
    const answer = await ask(url, { path: "/api/v1/projects", method: "POST", headers, body: "x".repeat(LIMIT + 1) });
    assertProblem(answer, 413, "payload_too_large");
  });

  test("a body of exactly the limit passes", async () => {
    appAnswers((request, response) => request.resume().on("end", () => response.end("taken")));
    assert.equal((await ask(url, { path: "/api/v1/projects", method: "POST", body: "x".repeat(LIMIT) })).text, "taken");
  });
});
