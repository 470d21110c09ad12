// What others wrote may be kept for a week; our front end has little of it, so this is a folder made up.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { freePort, startCaddy } from "./caddy.js";
import { ask } from "./ask.js";

test("a vendored file is kept for a week, a missing one is not", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "quayside-vendor-"));
  t.after(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "vendor/library-1.0.0"), { recursive: true });
  await writeFile(join(folder, "vendor/library-1.0.0/library.js"), "export {};");
  const { url, stop } = await startCaddy({ upstream: await freePort(), settings: { FRONTEND_DIR: folder } });
  t.after(stop);

  const there = await ask(url, { path: "/vendor/library-1.0.0/library.js" });
  assert.equal(there.headers["cache-control"], "public, max-age=604800");

  const missing = await ask(url, { path: "/vendor/library-2.0.0/library.js" });
  assert.equal(missing.status, 404);
  assert.equal(missing.headers["cache-control"], "no-cache");
});
