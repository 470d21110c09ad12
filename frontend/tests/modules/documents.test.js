import assert from "node:assert/strict";
import { test } from "node:test";
import { inFull } from "../../lib/documents.js";

/** @param {object} rest */
const known = (rest) => /** @type {any} */ ({ id: "1", thumbnail: "ready", preview_url: null, ...rest });

test("a document is read anew where its preview may have come since", async (t) => {
  const whole = known({ preview_url: "/api/v1/content/x" });
  const reading = t.mock.method(globalThis, "fetch", async () => Response.json(whole));
  const { signal } = new AbortController();
  assert.equal(await inFull("1", [whole], signal), whole);
  const other = known({ thumbnail: "none" });
  assert.equal(await inFull("1", [other], signal), other);
  assert.equal(reading.mock.callCount(), 0);
  assert.deepEqual(await inFull("1", [known({})], signal), whole);
  assert.deepEqual(await inFull("1", [], signal), whole);
  assert.equal(reading.mock.callCount(), 2);
});
