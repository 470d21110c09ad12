// A program that is told what happens in a project.

import { createServer } from "node:http";

/** @typedef {{path: string, headers: import("node:http").IncomingHttpHeaders, body: any}} Message */

/**
 * @param {(message: Message) => number} [answer] the status that each message gets
 * @returns {Promise<{url: string, messages: Message[], stop: () => Promise<void>}>}
 */
export async function startReceiver(answer = () => 204) {
  /** @type {Message[]} */ const messages = [];
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const message = { path: request.url ?? "", headers: request.headers, body: JSON.parse(Buffer.concat(parts).toString()) };
    messages.push(message);
    response.writeHead(answer(message)).end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const stop = () => new Promise((/** @type {(value: void) => void} */ resolve) => server.close(() => resolve()));
  return { url: `http://127.0.0.1:${port}/quayside`, messages, stop };
}
