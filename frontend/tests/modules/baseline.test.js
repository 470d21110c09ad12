import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { baseline } from "../../../config/baseline.mjs";

test("types and linters mean the same year", async () => {
  const config = await readFile(new URL("../../../config/tsconfig.json", import.meta.url), "utf8");
  const named = [...config.matchAll(/"ES(\d{4})"/g)].map(([, year]) => Number(year));
  assert.deepEqual(named, [baseline, baseline]);
});
