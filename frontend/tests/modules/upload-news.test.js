import assert from "node:assert/strict";
import { test } from "node:test";
import { UploadNews } from "../../lib/upload-news.js";
import { UploadQueue } from "../../lib/upload.js";

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A queue and what is said about it. @param {(name: string) => boolean} arrives */
function harbour(arrives) {
  const send = async (/** @type {any} */ { name }) => (arrives(name) ? { id: name } : Promise.reject(new Error("It is full.")));
  const queue = new UploadQueue(/** @type {any} */ (send), (error) => ({ message: /** @type {Error} */ (error).message }));
  /** @type {string[]} */ const said = [];
  const news = new UploadNews(queue, (message, options) => void said.push(options?.urgent ? `! ${message}` : message));
  return { queue, said, news };
}

const files = (/** @type {number} */ n) => Array.from({ length: n }, (_, index) => new File(["x"], `${index}.txt`));

test("one file is named", async () => {
  const { queue, said } = harbour(() => true);
  queue.add("p", files(1));
  await settled();
  assert.deepEqual(said, ["Uploading 1 file", "0.txt uploaded"]);
});

test("many files are told in two sentences", async () => {
  const { queue, said } = harbour(() => true);
  queue.add("p", files(40));
  for (let n = 0; n < 40; n += 1) await settled();
  assert.deepEqual(said, ["Uploading 40 files", "40 files uploaded"]);
});

test("failures of one moment are one interruption", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { queue, said } = harbour(() => false);
  queue.add("p", files(3));
  await settled();
  t.mock.timers.tick(500);
  assert.deepEqual(said.slice(1), ["! 3 files were not uploaded. The first: It is full."]);
});

test("progress is told by quarters, and not more than four times a minute", () => {
  const { news, said } = harbour(() => true);
  for (let second = 20; second <= 120; second += 1) news.progress((second - 20) / 100, "about 1 minute left", second * 1000);
  assert.deepEqual(said, ["Uploads: 25 percent, about 1 minute left", "Uploads: 50 percent, about 1 minute left", "Uploads: 75 percent, about 1 minute left"]);
  for (let second = 121; second <= 124; second += 1) news.progress((second - 120) / 4, "", second * 1000);
  assert.equal(said.length, 3);
});
