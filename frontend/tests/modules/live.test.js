import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { LiveLine, pauseAfter } from "../../lib/live.js";

/** A server that streams what the test writes. */
class Server {
  /** @type {string[]} the ids from which the line was asked for */ asked = [];
  /** @type {ReadableStreamDefaultController<Uint8Array>[]} */ #streams = [];
  /** @type {string[]} */ heard = [];
  isAway = false;
  line;

  constructor() {
    this.line = new LiveLine((lastId, signal) => this.#answer(lastId, signal), () => 1);
    this.line.addEventListener("news", (event) => this.heard.push(JSON.stringify(/** @type {CustomEvent} */ (event).detail)));
    for (const name of ["open", "close", "reset"]) this.line.addEventListener(name, () => this.heard.push(name));
  }

  /** @param {string} text */
  async write(text) {
    this.#streams.at(-1)?.enqueue(new TextEncoder().encode(text));
    await settled();
  }

  async breakOff() {
    this.#streams.at(-1)?.error(new TypeError("network error"));
    await settled();
  }

  /** @param {string} lastId @param {AbortSignal} signal */
  async #answer(lastId, signal) {
    this.asked.push(lastId);
    if (this.isAway) throw new TypeError("Failed to fetch");
    const body = new ReadableStream({ start: (stream) => void this.#streams.push(stream) });
    const stream = this.#streams.at(-1);
    signal.addEventListener("abort", () => stream?.error(signal.reason));
    return new Response(body, { headers: { "Content-Type": "text/event-stream" } });
  }
}

async function settled() {
  for (let turns = 0; turns < 20; turns += 1) await turn();
}

/** @param {import("node:test").TestContext} t */
async function connected(t) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const server = new Server();
  server.line.start();
  await settled();
  const later = async (/** @type {number} */ seconds) => {
    t.mock.timers.tick(seconds * 1000);
    await settled();
  };
  return { server, later };
}

test("what the server tells is news", async (t) => {
  const { server } = await connected(t);
  await server.write('id: 7\nevent: job\ndata: {"progress":40}\n\n');
  assert.deepEqual(server.heard, ["open", '{"name":"job","data":{"progress":40}}']);
  server.line.stop();
  assert.equal(server.line.isOpen, false);
});

test("a line that breaks goes on after the last event, soon, and then ever more rarely", async (t) => {
  const { server, later } = await connected(t);
  await server.write("id: 7\nevent: job\ndata: {}\n\n");
  server.isAway = true;
  await server.breakOff();
  for (const seconds of [1, 2, 4]) {
    const asked = server.asked.length;
    await later(seconds - 0.1);
    assert.equal(server.asked.length, asked, `nothing before ${seconds} s`);
    await later(0.1);
    assert.equal(server.asked.length, asked + 1, `${seconds} s`);
  }
  server.isAway = false;
  await later(8);
  assert.deepEqual(server.asked, ["", "7", "7", "7", "7"]);
  assert.deepEqual(server.heard.slice(2), ["close", "open"]);
  server.line.stop();
});

test("who is back online does not wait for the next try", async (t) => {
  const { server } = await connected(t);
  server.isAway = true;
  await server.breakOff();
  server.isAway = false;
  server.line.hurry();
  await settled();
  assert.equal(server.line.isOpen, true);
  server.line.stop();
});

test("a line that is silent for three heartbeats is dead", async (t) => {
  const { server, later } = await connected(t);
  await later(40);
  await server.write(": heartbeat\n\n");
  await later(40);
  assert.equal(server.line.isOpen, true);
  await later(5);
  assert.equal(server.line.isOpen, false);
  server.line.stop();
});

test("where events may have been missed, all is read anew", async (t) => {
  const { server, later } = await connected(t);
  await server.breakOff();
  await later(1);
  assert.deepEqual(server.heard, ["open", "close", "open", "reset"]);
  await server.write("id: 9\nevent: reset\ndata: {}\n\n");
  assert.equal(server.heard.at(-1), "reset");
  await server.breakOff();
  await later(2);
  assert.equal(server.asked.at(-1), "9");
  assert.equal(server.heard.at(-1), "open");
  server.line.stop();
});

test("a line knows where it is before anything has happened", async (t) => {
  const { server, later } = await connected(t);
  await server.write("id: 41\n\n");
  await server.write("id: 42\n: heartbeat\n\n");
  await server.breakOff();
  await later(1);
  assert.deepEqual(server.asked, ["", "42"]);
  assert.deepEqual(server.heard, ["open", "close", "open"]);
  server.line.stop();
});

test("a line that was closed goes on where it stopped; one that was forgotten begins anew", async (t) => {
  const { server } = await connected(t);
  await server.write("id: 7\nevent: job\ndata: {}\n\n");
  server.line.stop();
  server.line.start();
  await settled();
  server.line.forget();
  server.line.start();
  await settled();
  assert.deepEqual(server.asked, ["", "7", ""]);
  assert.ok(!server.heard.includes("reset"));
  server.line.stop();
});

test("a server without a stream is asked ever more rarely", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let asked = 0;
  const line = new LiveLine(async () => {
    asked += 1;
    return new Response("<!doctype html>", { headers: { "Content-Type": "text/html" } });
  });
  line.start();
  for (let seconds = 0; seconds < 600; seconds += 1) {
    await settled();
    t.mock.timers.tick(1000);
  }
  assert.ok(asked > 5 && asked < 25, `${asked} times in ten minutes`);
  assert.equal(line.isOpen, false);
  line.stop();
});

test("of a thousand tabs not all come back in the same moment", () => {
  assert.deepEqual([1, 2, 3, 20].map((failures) => pauseAfter(failures, 0)), [0.5, 1, 2, 30]);
  assert.deepEqual([1, 2, 3, 20].map((failures) => pauseAfter(failures, 1)), [1, 2, 4, 60]);
});
