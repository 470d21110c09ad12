// What Caddy says itself, when the app cannot: still a problem document, still with our headers.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { freePort, startCaddy } from "./caddy.js";
import { ask, assertProblem } from "./ask.js";

describe("while the app is down", () => {
  /** @type {Awaited<ReturnType<typeof startCaddy>>} */ let caddy;
  let url = "";
  let port = 0;
  before(async () => {
    port = await freePort();
    caddy = await startCaddy({ upstream: port });
    url = caddy.url;
  });
  after(() => caddy.stop());

  test("the API answers 503 and says when to come back", async () => {
    for (const method of ["GET", "POST"]) {
      const answer = await ask(url, { path: "/api/v1/projects", method });
      assertProblem(answer, 503, "unavailable");
      assert.match(answer.headers["retry-after"] ?? "", /^[1-9][0-9]*$/);
      assert.equal(answer.headers["cache-control"], "no-store");
      assert.equal(answer.headers["x-content-type-options"], "nosniff");
      assert.equal(answer.headers.server, undefined);
    }
  });

  test("pages are still served", async () => {
    const answer = await ask(url, { path: "/projects" });
    assert.equal(answer.status, 200);
    assert.match(answer.text, /<title>Quayside<\/title>/);
  });

  test("a person who strays gets a page, with a way back", async () => {
    const answer = await ask(url, { path: "/nothing.pdf", headers: { Accept: "text/html,*/*" } });
    assert.equal(answer.status, 404);
    assert.equal(answer.headers["content-type"], "text/html; charset=utf-8");
    assert.match(answer.text, /<h1>Not Found<\/h1>.*<a href="\/">/s);
  });

  test("a request waits while the app restarts", async () => {
    const waiting = ask(url, { path: "/api/v1/projects", method: "POST", body: "{}" });
    await pause(500);
    const app = createServer((_, response) => response.end("back"));
    await new Promise((resolve) => app.listen(port, "127.0.0.1", () => resolve(null)));
    const answer = await waiting;
    app.close();
    assert.equal(answer.text, "back");
  });
});
