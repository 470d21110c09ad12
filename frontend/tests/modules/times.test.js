import assert from "node:assert/strict";
import { test } from "node:test";
import { renew } from "../../lib/times.js";

/** @param {string} says @param {string} datetime @param {string} textContent */
function time(says, datetime, textContent) {
  let changes = 0;
  return {
    getAttribute: (/** @type {string} */ name) => ({ "data-says": says, datetime })[name] ?? null,
    get textContent() {
      return textContent;
    },
    set textContent(words) {
      textContent = words;
      changes += 1;
    },
    changes: () => changes,
  };
}

test("what is not true any more is said anew, and the rest is not touched", () => {
  const now = new Date(2026, 10, 22, 14, 30);
  const at = (/** @type {number} */ hours, /** @type {number} */ minutes) => new Date(2026, 10, 22, hours, minutes).toISOString();
  const times = [time("ago", at(14, 28), "1 minute ago"), time("ago", at(9, 5), "today at 09:05"), time("until", at(24 + 9, 12), "until Monday at 09:12")];
  renew(/** @type {any} */ ({ querySelectorAll: () => times }), now);
  assert.deepEqual(times.map(({ textContent }) => textContent), ["2 minutes ago", "today at 09:05", "until tomorrow at 09:12"]);
  assert.deepEqual(times.map(({ changes }) => changes()), [1, 0, 1]);
});
