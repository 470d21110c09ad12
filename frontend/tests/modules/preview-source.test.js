import assert from "node:assert/strict";
import { test } from "node:test";
import { previewSource } from "../../lib/preview-source.js";

/** @param {string} media_type @param {number} size @param {string | null} [preview_url] */
const of = (media_type, size, preview_url = "/api/v1/content/x") => ({ media_type, size, preview_url });

test("a large picture is shown as the server made it, a small one as it is", () => {
  assert.equal(previewSource(of("image/jpeg", 6_000_000), true), "made");
  assert.equal(previewSource(of("image/jpeg", 60_000), true), "picture");
  assert.equal(previewSource(of("image/jpeg", 6_000_000, null), true), "picture");
});

test("an animation goes on moving", () => {
  assert.equal(previewSource(of("image/gif", 6_000_000), true), "picture");
});

test("where a browser shows no PDF, the first page is shown if there is a picture of it", () => {
  assert.equal(previewSource(of("application/pdf", 9), true), "pdf");
  assert.equal(previewSource(of("application/pdf", 9), false), "made");
  assert.equal(previewSource(of("application/pdf", 9, null), false), "none");
});

test("texts are read, and what is none of these is not shown", () => {
  assert.equal(previewSource(of("text/csv", 9, null), true), "text");
  assert.equal(previewSource(of("application/zip", 9, null), true), "none");
  assert.equal(previewSource(of("image/tiff", 9, null), true), "none");
  assert.equal(previewSource(of("text/plain", 0, null), true), "empty");
});
