import assert from "node:assert/strict";
import { test } from "node:test";
import { errorFrom, messageOf } from "../../lib/problem.js";
import { strings } from "../../strings.js";

const problem = (/** @type {object} */ body) => JSON.stringify(body);

test("each field gets its message, in our words where we have better ones", () => {
  const errors = [
    { field: "password", code: "too_short", message: "must be at least 10 characters" },
    { field: "description", code: "too_long", message: "must be at most 2000 characters" },
    { field: "password", code: "malformed", message: "second" },
  ];
  const error = errorFrom(422, problem({ code: "invalid_input", errors }));
  assert.deepEqual(error.fields, { password: "Use at least 10 characters.", description: "must be at most 2000 characters" });
  assert.equal(error.message, strings.problems.invalid_input);
});

test("a throttled person learns how long to wait", () => {
  assert.equal(errorFrom(429, problem({ code: "too_many_requests" }), "120").message, "Too many attempts. Try again in 2 minutes.");
  assert.equal(errorFrom(429, problem({ code: "too_many_requests" }), "soon").message, strings.problems.too_many_requests(null));
});

test("an answer that is no problem document still becomes a sentence", () => {
  assert.equal(errorFrom(502, "<html>Bad gateway</html>").message, strings.problems.unavailable);
  assert.equal(errorFrom(413, null).message, strings.problems.payload_too_large(null));
  assert.equal(errorFrom(418, "").message, strings.problems.unexpected);
});

test("an unknown code shows the server's own words", () => {
  assert.equal(errorFrom(409, problem({ code: "brand_new", detail: "The tide is out." })).message, "The tide is out.");
});

test("a fault of our own is told without its insides", () => {
  assert.equal(messageOf(new TypeError("x is undefined")), strings.problems.unexpected);
});

test("a file that is too large learns how large it may be", () => {
  const error = errorFrom(413, problem({ code: "payload_too_large", detail: "The limit is 5368709120 bytes." }));
  assert.equal(error.limit, 5_368_709_120);
  assert.equal(error.message, "This file is larger than Quayside accepts (5.4 GB). Nothing was stored.");
});
