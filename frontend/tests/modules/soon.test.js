import assert from "node:assert/strict";
import { test } from "node:test";
import { soon } from "../../lib/soon.js";

test("many wishes in a short time are one, and a later one is another", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let done = 0;
  const wish = soon(() => (done += 1), 100);
  for (let n = 0; n < 50; n += 1) {
    wish();
    t.mock.timers.tick(1);
  }
  assert.equal(done, 0);
  t.mock.timers.tick(50);
  assert.equal(done, 1);
  wish();
  t.mock.timers.tick(100);
  assert.equal(done, 2);
});
