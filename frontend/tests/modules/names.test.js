import assert from "node:assert/strict";
import { test } from "node:test";
import { kindOf } from "../../lib/media-types.js";
import { faultOf, shortName } from "../../lib/names.js";

test("what the server would refuse as a name is known before it is asked", () => {
  const names = ["plan.pdf", " ", "a/b", "a\\b", "a\nb", "x".repeat(256), "🛟".repeat(255), "e\u0301".repeat(255)];
  const faults = [null, "required", "forbidden_character", "forbidden_character", "forbidden_character", "too_long", null, null];
  assert.deepEqual(names.map(faultOf), faults);
});

test("a long name is cut before its extension, and never inside a character", () => {
  assert.equal(shortName("plan.pdf"), "plan.pdf");
  const short = shortName(`${"👩‍🚀".repeat(100)}.pdf`);
  assert.match(short, /^(👩‍🚀){27}…\.pdf$/u);
});

test("a name in a sentence does not turn the sentence around", () => {
  assert.equal(shortName("report\u202Efdp.exe"), "reportfdp.exe");
});

test("every media type is of some kind", () => {
  const types = ["image/svg+xml", "application/pdf", "text/csv", "text/html; charset=utf-8", "video/mp4", "application/zip", "font/woff2"];
  assert.deepEqual(types.map(kindOf), ["picture", "pdf", "sheet", "text", "sound", "archive", "other"]);
});
