// One request and its answer, as they stand on the wire.

import assert from "node:assert/strict";
import { request } from "node:http";

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {import("node:http").IncomingHttpHeaders} headers
 * @property {string} text
 */

/**
 * Not fetch: it decides on Accept-Encoding itself, unpacks, and refuses TRACE.
 * @param {string} url
 * @param {{method?: string, headers?: Record<string, string>, body?: string, path?: string}} [options] `path` is sent as it stands
 * @returns {Promise<Answer>}
 */
export function ask(url, { method = "GET", headers = {}, body, path } = {}) {
  return new Promise((resolve, reject) => {
    const options = { method, headers, agent: false, ...(path && { path }) };
    const sent = request(url, options, async (response) => {
      const chunks = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** @param {Answer} answer @param {number} status @param {string} code */
export function assertProblem(answer, status, code) {
  assert.equal(answer.status, status, answer.text);
  assert.equal(answer.headers["content-type"], "application/problem+json");
  const problem = JSON.parse(answer.text);
  assert.equal(problem.status, status);
  assert.equal(problem.code, code);
  assert.equal(problem.type, `/api/docs#${code}`);
  assert.ok(problem.title && problem.detail, "a problem says what happened");
  assert.equal(answer.headers["x-request-id"], problem.request_id);
}

/** @param {string} name a variable that scripts/test sets */
export function required(name) {
  const value = process.env[name];
  assert.ok(value, `${name} is needed: run scripts/test edge`);
  return value;
}
