import assert from "node:assert/strict";
import { test } from "node:test";
import { remaining, UploadQueue } from "../../lib/upload.js";

/** A server in slow motion: each sending waits until the test ends it. */
function harbour() {
  /** @type {any[]} */ const sendings = [];
  const transport = (/** @type {any} */ upload, /** @type {any} */ onProgress) =>
    new Promise((arrive, fail) => sendings.push({ upload, key: upload.key, onProgress, arrive, fail }));
  const queue = new UploadQueue(/** @type {any} */ (transport), (error) => String(error));
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
  sendings[0].fail("offline");
  await settled();
  assert.deepEqual([upload.state, upload.error], ["failed", "offline"]);

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
  queue.addEventListener("change", () => (told += 1));

  sendings[0].onProgress(3);
  sendings[0].onProgress(500);

  assert.deepEqual([upload.sent, told], [5, 2]);
});

test("clearing keeps what failed: somebody has to see to it", async () => {
  const { queue, sendings } = harbour();
  queue.add("p", files("a", "b"));
  sendings[0].arrive({ id: "1" });
  sendings[1].fail("no");
  await settled();

  queue.clear();

  assert.deepEqual(states(queue), ["failed"]);
  assert.equal(queue.busy, false);
});

test("signing out stops everything", () => {
  const { queue, sendings } = harbour();
  queue.add("p", files("a", "b", "c", "d"));

  queue.reset();

  assert.deepEqual(queue.uploads, []);
  assert.equal(sendings.length, 3);
  assert.ok(sendings.every(({ upload }) => upload.abort.signal.aborted));
});

test("the time left is told once there is enough to judge by", () => {
  const upload = /** @type {any} */ ({ state: "sending", size: 100, sent: 25, startedAt: 0 });
  assert.equal(remaining(upload, 1000), null);
  assert.equal(remaining(upload, 10_000), 30);
});
