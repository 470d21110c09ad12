import assert from "node:assert/strict";
import { test } from "node:test";
import { hasWords } from "../../lib/words.js";

test("words are found without capitals and accents, and in any order", () => {
  assert.ok(hasWords("Übersicht Häfen 2026", "hafen UBER"));
  assert.ok(hasWords("Harbour extension", "  "));
  assert.ok(!hasWords("Harbour extension", "harbour boat"));
});
