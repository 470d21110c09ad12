import assert from "node:assert/strict";
import { test } from "node:test";
import { searchAddress, stretches } from "../../lib/search.js";

test("a snippet is told apart into words that were searched for and others", () => {
  const [moor, boat] = ["\u{e000}Moor\u{e001}", "\u{e000}boat\u{e001}"];
  assert.deepEqual(stretches(`${moor} the ${boat}<b>`), [
    { text: "Moor", isHit: true },
    { text: " the ", isHit: false },
    { text: "boat", isHit: true },
    { text: "<b>", isHit: false },
  ]);
  assert.deepEqual(stretches("calm sea"), [{ text: "calm sea", isHit: false }]);
});

test("what is searched for stands in the address, whatever it is", () => {
  assert.equal(searchAddress("a&b #1"), "/search?q=a%26b+%231");
  assert.equal(searchAddress(""), "/search");
});
