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
  { name: "job", data: '{"progress":40}' },
  { name: "reset", data: "{}" },
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
  assert.deepEqual(read("data: one\ndata:two\ndata\ndata:  four\n\n"), [{ name: "message", data: "one\ntwo\n\n four" }]);
});

test("the last id is that of the last event that came to its end, also of one without data", () => {
  const reader = new EventStreamReader();
  const ids = ["id: 1\n\n", "data: b\n\n", "id: 2\n", ": heartbeat\n\n", "id: 3\ndata: c\n", "\n", "id: a\0b\n\n"].map((piece) => {
    reader.read(piece);
    return reader.lastId;
  });
  assert.deepEqual(ids, ["1", "1", "1", "2", "2", "3", "3"]);
});

test("an event without data, or without its end, is none", () => {
  assert.deepEqual(read("event: job\n\n", "retry: 10\n\n", "data: cut off\n"), []);
  assert.deepEqual(read("event: job\n\ndata: x\n\n"), [{ name: "message", data: "x" }]);
});
