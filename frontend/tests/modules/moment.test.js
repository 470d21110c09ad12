import assert from "node:assert/strict";
import { test } from "node:test";
import { moment } from "../../lib/moment.js";

test("moments are in the order of their times, to the microsecond, however many digits are written", () => {
  const times = ["09:59:59.999999", "10:00:00", "10:00:00.000001", "10:00:00.479999", "10:00:00.480", "10:00:00.480001", "10:00:01"].map((time) => `2026-01-01T${time}Z`);
  assert.deepEqual(times.map(moment).sort(), times.map(moment));
  assert.notDeepEqual(times.toSorted(), times, "as they are sent they would do");
});
