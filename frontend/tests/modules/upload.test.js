import assert from "node:assert/strict";
import { test } from "node:test";
import { UploadQueue } from "../../lib/upload.js";

/** A server in slow motion: each sending waits until the test ends it. */
function harbour() {
  /** @type {any[]} */ const sendings = [];
  const transport = (/** @type {any} */ upload, /** @type {any} */ onProgress) =>
    new Promise((arrive, fail) => sendings.push({ upload, key: upload.key, onProgress, arrive, fail }));
  const queue = new UploadQueue(/** @type {any} */ (transport), (error) => ({ message: String(error), offline: error === "offline", final: error === "gone" }));
  return { queue, sendings };
}

const files = (/** @type {string[]} */ ...names) => names.map((name) => new File(["12345"], name));
const settled = () => new Promise((resolve) => setImmediate(resolve));
const states = (/** @type {UploadQueue} */ queue) => queue.uploads.map(({ state }) => state);

test("three files are sent at a time, the others wait their turn", async () => {
  const { queue, sendings } = harbour();
  queue.add("p", files("a", "b", "c", "d"));
  assert.deepEqual(states(queue), ["sending", "sending", "sending", "waiting"]);

  sendings[1].arrive({ id: "1" });
  await settled();

  assert.deepEqual(states(queue), ["sending", "done", "sending", "sending"]);
});

test("a retry uses the same key, so it never makes a second document", async () => {
  const { queue, sendings } = harbour();
  const [upload] = queue.add("p", files("a"));
  sendings[0].fail("full");
  await settled();
  assert.deepEqual([upload.state, upload.failure?.message], ["failed", "full"]);

  queue.retry(upload);
  sendings[1].arrive({ id: "1" });
  await settled();

  assert.equal(sendings[1].key, sendings[0].key);
  assert.equal(upload.state, "done");
});

test("two files have two keys", () => {
  const { queue } = harbour();
  const [one, other] = queue.add("p", files("same", "same"));
  assert.notEqual(one.key, other.key);
});

test("a cancelled file makes room for the next, and a late answer changes nothing", async () => {
  const { queue, sendings } = harbour();
  const [first] = queue.add("p", files("a", "b", "c", "d"));

  queue.cancel(first);
  sendings[0].arrive({ id: "late" });
  await settled();

  assert.equal(first.abort.signal.aborted, true);
  assert.deepEqual(states(queue), ["cancelled", "sending", "sending", "sending"]);
  assert.equal(sendings.length, 4);
});

test("an answer to the attempt before a cancel does not finish the one after", async () => {
  const { queue, sendings } = harbour();
  const [upload] = queue.add("p", files("a"));
  queue.cancel(upload);
  queue.retry(upload);

  sendings[0].fail("aborted");
  await settled();

  assert.equal(upload.state, "sending");
});

test("progress is told, and never beyond the file", () => {
  const { queue, sendings } = harbour();
  const [upload] = queue.add("p", files("a"));
  let told = 0;
  queue.addEventListener("progress", () => (told += 1));

  sendings[0].onProgress(3);
  sendings[0].onProgress(500);

  assert.deepEqual([upload.sent, told], [5, 2]);
});

test("progress of an attempt that was cancelled is not the next one's", () => {
  const { queue, sendings } = harbour();
  const [upload] = queue.add("p", files("a"));
  queue.cancel(upload);
  queue.retry(upload);
  sendings[0].onProgress(3);
  assert.equal(upload.sent, 0);
});

test("a broken line holds the others back, and they go on together", async () => {
  const { queue, sendings } = harbour();
  queue.add("p", files("a", "b", "c", "d", "e"));
  for (const sending of sendings.slice(0, 3)) sending.fail("offline");
  await settled();
  assert.deepEqual(states(queue), ["failed", "failed", "failed", "waiting", "waiting"]);
  assert.deepEqual([sendings.length, queue.held, queue.atRisk], [3, true, true]);

  queue.resume();

  assert.deepEqual([sendings.length, queue.held, queue.counts.sending, queue.counts.waiting], [6, false, 3, 2]);
});

test("when the line is back, only what it broke begins again", async () => {
  const { queue, sendings } = harbour();
  queue.add("p", files("a", "b"));
  sendings[0].fail("offline");
  sendings[1].fail("gone");
  await settled();

  queue.resume();

  assert.deepEqual(states(queue), ["sending", "failed"]);
});

test("asking for one retry ends the wait for the line", async () => {
  const { queue, sendings } = harbour();
  const [first] = queue.add("p", files("a", "b", "c", "d"));
  sendings[0].fail("offline");
  await settled();

  queue.retry(first);

  assert.equal(queue.held, false);
  assert.deepEqual(states(queue), ["waiting", "sending", "sending", "sending"]);
});

test("ten thousand files are counted, not searched", async () => {
  const { queue, sendings } = harbour();
  const many = Array.from({ length: 10_000 }, (_, n) => new File(["x"], `${n}`));
  queue.add("p", many);
  const began = performance.now();
  for (let n = 0; n < many.length; n += 1) {
    sendings[n].arrive({ id: `${n}` });
    await settled();
  }
  assert.deepEqual(queue.counts, { waiting: 0, sending: 0, done: 10_000, failed: 0, cancelled: 0 });
  assert.ok(performance.now() - began < 5000, "it took more than half a millisecond a file");
});

test("what is taken off the list is taken off the counts, but nothing that is under way", async () => {
  const { queue, sendings } = harbour();
  queue.add("p", files("a", "b"));
  sendings[0].arrive({ id: "1" });
  await settled();

  queue.remove(() => true);

  assert.deepEqual(states(queue), ["sending"]);
  assert.deepEqual([queue.counts.done, queue.counts.sending], [0, 1]);
});

test("signing out stops everything", () => {
  const { queue, sendings } = harbour();
  queue.add("p", files("a", "b", "c", "d"));

  queue.reset();

  assert.deepEqual(queue.uploads, []);
  assert.equal(sendings.length, 3);
  assert.ok(sendings.every(({ upload }) => upload.abort.signal.aborted));
});
