import assert from "node:assert/strict";
import { test } from "node:test";
import { EventStreamReader } from "../../lib/event-stream.js";

/** @param {...string} pieces as they arrive */
function read(...pieces) {
  const reader = new EventStreamReader();
  return pieces.flatMap((piece) => reader.read(piece));
}

const STREAM = 'id: 7\nevent: job\ndata: {"progress":40}\n\n: heartbeat\n\nid: 8\nevent: reset\ndata: {}\n\n';
const EVENTS = [
  { name: "job", data: '{"progress":40}', id: "7" },
  { name: "reset", data: "{}", id: "8" },
];

test("events come out as they were told, and comments do not", () => {
  assert.deepEqual(read(STREAM), EVENTS);
});

test("it makes no difference where the pieces are cut", () => {
  for (let at = 1; at < STREAM.length; at += 1) assert.deepEqual(read(STREAM.slice(0, at), STREAM.slice(at)), EVENTS, `at ${at}`);
  assert.deepEqual(read(...STREAM), EVENTS);
});

test("lines end in LF, CRLF or CR", () => {
  for (const end of ["\r\n", "\r"]) {
    const stream = `${STREAM.replaceAll("\n", end)}: the next${end}`;
    assert.deepEqual(read(stream), EVENTS, JSON.stringify(end));
    assert.deepEqual(read(...stream), EVENTS, `${JSON.stringify(end)}, a character at a time`);
  }
});

test("data of several lines is one text", () => {
  assert.deepEqual(read("data: one\ndata:two\ndata\ndata:  four\n\n"), [{ name: "message", data: "one\ntwo\n\n four", id: "" }]);
});

test("an id stays until another one is told", () => {
  const ids = read("id: 1\ndata: a\n\ndata: b\n\nid: 2\n\ndata: c\n\nid: a\0b\ndata: d\n\nid\ndata: e\n\n").map(({ id }) => id);
  assert.deepEqual(ids, ["1", "1", "2", "2", ""]);
});

test("an event without data, or without its end, is none", () => {
  assert.deepEqual(read("event: job\n\n", "retry: 10\n\n", "data: cut off\n"), []);
  assert.deepEqual(read("event: job\n\ndata: x\n\n"), [{ name: "message", data: "x", id: "" }]);
});
