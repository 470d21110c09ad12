import assert from "node:assert/strict";
import { request } from "node:http";
import { baseUrl, story } from "./harness.js";
import { Line, slow } from "./line.js";
import { bulk, text } from "./samples.js";
import { bring, eventually, gone, holdTime, isDrawn, lists, tray } from "./screen.js";

/** @typedef {import("playwright-core").Page} Page */

const MIB = 1024 * 1024;
const UPLOADS = "**/api/v1/projects/*/documents";

story("an upload that loses its line says what is safe, and Retry brings it through", async (stage) => {
  stage.expects(/ERR_CONNECTION/);
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const line = new Line(baseUrl);
  await line.mend();
  const page = await stage.open(anna, harbour.path, { baseURL: line.url });
  await page.clock.install();
  const fast = await slow(page, MIB / 2);
  await bring(page, bulk("chart.bin", 8 * MIB));
  await tray(page).getByText(/[1-7]\.\d MB of 8/).waitFor();
  line.cut();
  await tray(page).getByText("Uploads are paused").waitFor();
  await tray(page).getByText("The connection broke. Nothing of this file is stored yet.").waitFor();
  await isDrawn(page.getByRole("button", { name: "Retry upload of chart.bin" }));
  assert.deepEqual(await anna.documents(harbour), []);

  await holdTime(page);
  await line.mend();
  await fast();
  await page.getByRole("button", { name: "Retry upload of chart.bin" }).click();
  await tray(page).getByText("1 file uploaded").waitFor();
  await lists(page, ["chart.bin"]);
  assert.equal((await anna.documents(harbour)).length, 1);
  line.cut();
});

story("when the network is back, uploads go on by themselves", async (stage) => {
  stage.expects(/ERR_INTERNET_DISCONNECTED/);
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, harbour.path);
  await page.context().setOffline(true);
  await bring(page, ...["1.txt", "2.txt", "3.txt", "4.txt", "5.txt"].map((name) => text(name)));
  await tray(page).getByText("Uploads are paused").waitFor();
  await tray(page).getByText("You are offline. Nothing of this file is stored yet.").first().waitFor();
  assert.equal(await tray(page).getByText("Waiting").count(), 2);
  await page.context().setOffline(false);
  await tray(page).getByText("5 files uploaded").waitFor();
  assert.equal((await anna.documents(harbour)).length, 5);
});

story("when the server is back, uploads go on by themselves", async (stage) => {
  stage.expects(/ERR_CONNECTION/);
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const line = new Line(baseUrl);
  await line.mend();
  const page = await stage.open(anna, harbour.path, { baseURL: line.url });
  line.cut();
  await bring(page, text("plan.txt"));
  await tray(page).getByText("They go on by themselves when Quayside can be reached.").waitFor();
  await line.mend();
  // It is looked for after 5 seconds, and after 15.
  await tray(page).getByText("1 file uploaded").waitFor({ timeout: 30_000 });
  line.cut();
});

story("a server that lets a look hang is looked for again", async (stage) => {
  stage.expects(/ERR_CONNECTION/);
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const line = new Line(baseUrl);
  await line.mend();
  const page = await stage.open(anna, harbour.path, { baseURL: line.url });
  await page.clock.install();
  await page.route("**/api/health/live", () => undefined, { times: 1 });
  const givenUp = page.waitForEvent("requestfailed", { predicate: (sent) => sent.url().endsWith("/health/live"), timeout: 30_000 });
  line.cut();
  await bring(page, text("plan.txt"));
  await tray(page).getByText("They go on by themselves when Quayside can be reached.").waitFor();
  await line.mend();
  await page.clock.fastForward(5000);
  await givenUp;
  await eventually(async () => {
    await page.clock.fastForward(10_000);
    assert.equal((await anna.documents(harbour)).length, 1);
  });
  line.cut();
});

story("an upload whose answer was lost is stored once", async (stage) => {
  stage.expects(/ERR_EMPTY_RESPONSE|ERR_CONNECTION|dynamically imported/);
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const line = new Line(baseUrl);
  await line.mend();
  const page = await stage.open(anna, harbour.path, { baseURL: line.url });
  await page.clock.install();
  line.losesAnswers = true;
  await bring(page, text("plan.txt"));
  await tray(page).getByText("The connection broke before we heard whether it arrived.").waitFor();
  assert.equal((await anna.documents(harbour)).length, 1);
  await holdTime(page);
  line.losesAnswers = false;
  await page.getByRole("button", { name: "Retry upload of plan.txt" }).click();
  await tray(page).getByText("1 file uploaded").waitFor();
  await lists(page, ["plan.txt"]);
  line.cut();
  assert.equal((await anna.documents(harbour)).length, 1);
});

story("a first attempt that is still under way is waited for, and is no failure", async (stage) => {
  stage.expects(/status of 409/);
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, harbour.path);
  const letGo = sendsTwinFirst(page);
  await bring(page, text("plan.txt"));
  await tray(page).getByText(/^The first attempt is still being finished\. Looking again in \d seconds?\.$/).waitFor();
  await tray(page).getByText("Uploading 1 file").waitFor();
  letGo();
  await tray(page).getByText("1 file uploaded").waitFor();
  assert.equal((await anna.documents(harbour)).length, 1);
});

story("a busy server is asked again when it said", async (stage) => {
  stage.expects(/status of 503/);
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, harbour.path);
  const busy = { status: 503, headers: { "Retry-After": "3" }, contentType: "application/problem+json", body: '{"status":503,"code":"unavailable"}' };
  await page.route(UPLOADS, (route) => (route.request().method() === "POST" ? route.fulfill(busy) : route.continue()), { times: 1 });
  await bring(page, text("plan.txt"));
  await tray(page).getByText(/^Quayside is busy\. Trying again in \d seconds?\.$/).waitFor();
  await tray(page).getByText("1 file uploaded").waitFor();
});

story("a token that expires while files wait is renewed once, and nobody notices", async (stage) => {
  stage.expects(/status of 401/);
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, harbour.path);
  const failed = await watchFor(page, /did not finish|not uploaded/);
  // A token tells the second of its issue: one that is renewed in the same second is the same.
  await page.waitForTimeout(1000);
  const renewals = await expiresAfter(page, 4);
  await bring(page, ...Array.from({ length: 12 }, (_, n) => text(`${n}.txt`)));
  await tray(page).getByText("12 files uploaded").waitFor();
  assert.deepEqual([renewals(), await failed()], [1, false]);
  assert.equal((await anna.documents(harbour)).length, 12);
});

story("what did not finish is retried all at once, or given up all at once", async (stage) => {
  stage.expects(/status of 413/);
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, harbour.path);
  const full = { status: 413, contentType: "application/problem+json", body: '{"status":413,"code":"quota_exceeded"}' };
  await page.route(UPLOADS, (route) => (route.request().method() === "POST" ? route.fulfill(full) : route.continue()));
  await bring(page, text("1.txt"), text("2.txt"), text("3.txt"));
  await tray(page).getByText("3 uploads did not finish").waitFor();
  await page.getByRole("button", { name: "Remove 2.txt from the list" }).click();
  await page.unroute(UPLOADS);
  await tray(page).getByRole("button", { name: "Retry all" }).click();
  await tray(page).getByText("2 files uploaded").waitFor();
  await tray(page).getByRole("button", { name: "Close uploads" }).click();
  await gone(tray(page));
});

/**
 * Sends half of the first upload under its own key, before it: for the server that is the first attempt.
 * @param {Page} page
 * @returns {() => void} ends it
 */
function sendsTwinFirst(page) {
  /** @type {import("node:http").ClientRequest[]} */ const twins = [];
  const first = async (/** @type {import("playwright-core").Route} */ route) => {
    // What asks whether the key is taken has it for a moment itself, and a twin that comes just then is refused for
    // good: each question comes after another twin. Once one is refused, a twin has the key, and none was let go.
    await eventually(async () => {
      twins.push(half(route.request()));
      assert.equal(await askedFor(route.request()), 409);
    });
    return route.continue();
  };
  void page.route(UPLOADS, first, { times: 1 });
  return () => {
    for (const twin of twins) twin.destroy();
  };
}

/** @param {import("playwright-core").Request} upload @returns {import("node:http").ClientRequest} the beginning of it */
function half(upload) {
  const twin = request(upload.url(), { method: "POST", headers: upload.headers() });
  twin.on("error", () => undefined).on("socket", (socket) => socket.unref());
  twin.write(`--${boundaryOf(upload)}\r\nContent-Disposition: form-data; name="file"; filename="plan.txt"\r\n\r\nThis`);
  return twin;
}

/** @param {import("playwright-core").Request} upload @returns {Promise<number>} what one without any content is answered */
async function askedFor(upload) {
  const { authorization, "idempotency-key": key, "content-type": type } = upload.headers();
  const headers = { authorization, "idempotency-key": key, "content-type": type };
  const answer = await fetch(upload.url(), { method: "POST", headers, body: `--${boundaryOf(upload)}--` });
  await answer.arrayBuffer();
  return answer.status;
}

/** @param {import("playwright-core").Request} upload @returns {string} */
function boundaryOf(upload) {
  return upload.headers()["content-type"].split("boundary=")[1];
}

/**
 * After some uploads the server finds the page's token wrong, as it finds one that has expired; of one of
 * them it says so only when the token has been renewed because of another.
 * @param {Page} page
 * @param {number} uploads
 * @returns {Promise<() => number>} how often it was renewed since
 */
async function expiresAfter(page, uploads) {
  let [seen, renewals] = [0, 0];
  /** @type {string | undefined} */ let old;
  const renewed = page.waitForResponse("**/api/v1/auth/refresh");
  page.on("request", (sent) => (renewals += Number(sent.url().endsWith("/auth/refresh"))));
  await page.route(UPLOADS, async (route) => {
    const headers = route.request().headers();
    if (route.request().method() !== "POST") return route.continue();
    old ??= headers.authorization;
    seen += 1;
    if (seen <= uploads || headers.authorization !== old) return route.continue();
    if (seen === uploads + 2) await renewed;
    return route.continue({ headers: { ...headers, authorization: `${old}x` } });
  });
  return () => renewals;
}

/** @param {Page} page @param {RegExp} words @returns {Promise<() => Promise<boolean>>} whether they were ever shown */
async function watchFor(page, words) {
  await page.evaluate((pattern) => {
    const note = () => {
      if (new RegExp(pattern).test(globalThis.document.body.textContent ?? "")) /** @type {any} */ (globalThis).wasSeen = true;
    };
    new MutationObserver(note).observe(globalThis.document.body, { childList: true, characterData: true, subtree: true });
  }, words.source);
  return () => page.evaluate(() => Boolean(/** @type {any} */ (globalThis).wasSeen));
}
