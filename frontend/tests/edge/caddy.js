// A Caddy of its own, with the repository's Caddyfile, in front of whatever a test puts behind it.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { ask } from "./ask.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/**
 * @param {{upstream: number, settings?: Record<string, string>}} options `upstream` is a port
 * @returns {Promise<{url: string, stop: () => Promise<void>}>}
 */
export async function startCaddy({ upstream, settings = {} }) {
  const url = `http://127.0.0.1:${await freePort()}`;
  const folder = await mkdtemp(join(tmpdir(), "quayside-edge-"));
  const arguments_ = ["run", "--config", join(root, "Caddyfile"), "--adapter", "caddyfile"];
  const child = spawn(process.env.CADDY_BIN ?? "caddy", arguments_, {
    stdio: "ignore",
    env: {
      ...process.env,
      SITE_ADDRESS: url,
      UPSTREAM: `127.0.0.1:${upstream}`,
      FRONTEND_DIR: join(root, "frontend"),
      CADDY_ADMIN: "off",
      XDG_DATA_HOME: folder,
      XDG_CONFIG_HOME: folder,
      ...settings,
    },
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = async () => {
    child.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  await listening(url, child);
  return { url, stop };
}

/** @returns {Promise<number>} a port on which nobody listens */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/** @param {string} url @param {import("node:child_process").ChildProcess} child */
async function listening(url, child) {
  for (let waited = 0; waited < 10_000; waited += 50) {
    if (child.exitCode !== null) throw new Error(`Caddy ended with status ${child.exitCode}`);
    const up = await ask(url).then(
      () => true,
      () => false,
    );
    if (up) return;
    await pause(50);
  }
  throw new Error("Caddy does not listen");
}
