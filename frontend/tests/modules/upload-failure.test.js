import assert from "node:assert/strict";
import { test } from "node:test";
import { errorFrom, networkError } from "../../lib/problem.js";
import { explainUpload } from "../../lib/upload-failure.js";
import { strings } from "../../strings.js";

const answer = (/** @type {number} */ status, /** @type {object} */ body) => errorFrom(status, JSON.stringify(body));
const words = strings.uploadFailures;

test("a line that broke before the end stored nothing; after the end nobody knows", () => {
  assert.deepEqual(explainUpload(networkError(), { sent: 10, size: 20 }), { message: words.broken, offline: true });
  assert.deepEqual(explainUpload(networkError(), { sent: 20, size: 20 }), { message: words.mayHaveArrived, offline: true });
});

test("what lies in the file itself offers no retry", () => {
  const named = { code: "invalid_input", errors: [{ field: "name", code: "too_long", message: "…" }] };
  for (const error of [answer(413, { code: "payload_too_large" }), answer(422, { code: "idempotency_key_reused" }), answer(422, named)]) {
    assert.equal(explainUpload(error, { sent: 0, size: 1 }).final, true, error.code);
  }
});

test("a full project can be emptied, and a role be given: both may be tried again", () => {
  for (const error of [answer(413, { code: "quota_exceeded" }), answer(403, { code: "forbidden" })]) {
    assert.ok(!explainUpload(error, { sent: 0, size: 1 }).final, error.code);
  }
});

test("a project that is gone is called a project", () => {
  assert.equal(explainUpload(answer(404, { code: "not_found" }), { sent: 0, size: 1 }).message, words.noProject);
});
