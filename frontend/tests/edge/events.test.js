// The event stream of a running app, as it arrives at a client.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { describe, test } from "node:test";
import { required } from "./ask.js";

/** What may lie between an event and its arrival: far less than any buffer would hold it back. */
const AT_ONCE = 1500;

for (const name of ["BASE_URL", "DIRECT_URL"]) {
  const url = required(name);
  describe(`events from ${name}`, () => {
    test("arrive when they happen", { timeout: 30_000 }, async (story) => {
      const ends = new AbortController();
      story.after(() => ends.abort());
      const headers = { Authorization: `Bearer ${await signedIn(url)}` };
      const asked = { headers: { ...headers, "Accept-Encoding": "gzip, br" }, signal: ends.signal };
      const stream = await fetch(`${url}/api/v1/events`, asked);
      assert.equal(stream.headers.get("content-type"), "text/event-stream");
      assert.equal(stream.headers.get("cache-control"), "no-store");
      const encoding = stream.headers.get("content-encoding");
      assert.ok(encoding === null || encoding === "identity", `${encoding} would be packed`);
      const heard = listener(stream);
      await heard("id: ");
      for (const project of ["One", "Two", "Three"]) {
        const began = Date.now();
        const made = await post(`${url}/api/v1/projects`, { name: project }, headers);
        assert.equal(made.status, 201);
        const { id } = /** @type {{id: string}} */ (await made.json());
        await heard(id);
        assert.ok(Date.now() - began < AT_ONCE, `${Date.now() - began} ms`);
      }
    });
  });
}

/**
 * @param {Response} stream
 * @returns {(text: string) => Promise<void>} reads until the text has arrived
 */
function listener(stream) {
  const reader = /** @type {ReadableStream<Uint8Array>} */ (stream.body).getReader();
  const decoder = new TextDecoder();
  let all = "";
  return async (text) => {
    while (!all.includes(text)) {
      const { value, done } = await reader.read();
      assert.ok(!done, "the stream goes on");
      all += decoder.decode(value, { stream: true });
    }
  };
}

/** @param {string} url @returns {Promise<string>} the access token of somebody new */
async function signedIn(url) {
  const person = { email: `edge-${randomUUID()}@example.com`, password: "correct horse battery" };
  const registered = await post(`${url}/api/v1/auth/register`, { ...person, name: "Edge" });
  assert.equal(registered.status, 201);
  const answer = await post(`${url}/api/v1/auth/login`, person);
  return /** @type {{access_token: string}} */ (await answer.json()).access_token;
}

/** @param {string} url @param {object} body @param {Record<string, string>} [headers] */
function post(url, body, headers = {}) {
  return fetch(url, { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) });
}
