// The line between a tab and the server, which can be slow, or cut for real.

import { connect, createServer } from "node:net";

/** A relay of its own; whoever opens `url` instead of the server's address depends on it. */
export class Line {
  /** @type {Set<import("node:net").Socket>} */ #sockets = new Set();
  #far;
  #relay = createServer((near) => this.#join(near));
  #port = 0;
  /** Whether answers get lost while requests still arrive. */
  losesAnswers = false;

  /** @param {string} server */
  constructor(server) {
    this.#far = new URL(server);
  }

  /** Works (again), at the same address. */
  async mend() {
    // A story that fails before it cuts its line must not keep the tests waiting.
    await new Promise((resolve) => this.#relay.unref().listen(this.#port, "127.0.0.1", () => resolve(null)));
    this.#port = /** @type {import("node:net").AddressInfo} */ (this.#relay.address()).port;
  }

  /** @returns {string} */
  get url() {
    return `${this.#far.protocol}//${this.#far.hostname}:${this.#port}`;
  }

  /** Breaks every connection and refuses new ones. */
  cut() {
    this.#relay.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  /** @param {import("node:net").Socket} near */
  #join(near) {
    const far = connect(Number(this.#far.port || 80), this.#far.hostname);
    far.on("data", () => this.losesAnswers && near.destroy());
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ]) {
      this.#sockets.add(socket);
      socket.pipe(other);
      socket.on("error", () => other.destroy());
      socket.on("close", () => this.#sockets.delete(socket) && other.destroy());
    }
  }
}

/**
 * Slows down what leaves a tab, so that an upload can be watched.
 * @param {import("playwright-core").Page} page
 * @param {number} bytesPerSecond
 * @returns {Promise<() => Promise<void>>} ends it
 */
export async function slow(page, bytesPerSecond) {
  const devtools = await page.context().newCDPSession(page);
  const conditions = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytesPerSecond };
  await devtools.send("Network.emulateNetworkConditions", conditions);
  return () => devtools.detach();
}
