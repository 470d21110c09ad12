import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { story } from "./harness.js";
import { slow } from "./line.js";
import { bulk, text } from "./samples.js";
import { arrives, bring, choose, document, eventually, gone, listen, lists, tray } from "./screen.js";

const MIB = 1024 * 1024;

/** Milliseconds that a page may stand still, even on a machine with other things to do. */
const PATIENCE = 5000;

story("a chosen file arrives, and shows how far it is", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, harbour.path);
  const chart = bulk("chart.bin", 3 * MIB);
  await slow(page, MIB);
  await bring(page, chart);

  const progress = page.getByRole("progressbar", { name: "Progress of chart.bin" });
  await eventually(async () => {
    const value = await progress.evaluate((bar) => /** @type {HTMLProgressElement} */ (bar).value);
    assert.ok(value > 0 && value < 1, `progress is ${value}`);
  });
  await tray(page).getByText("1 file uploaded").waitFor();
  await document(page, "chart.bin").waitFor();
  const [stored] = await anna.documents(harbour);
  assert.equal(stored.sha256, createHash("sha256").update(chart.buffer).digest("hex"));
});

story("of several files one sees how many are done and how long it takes", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, harbour.path);
  const fast = await slow(page, MIB / 4);
  await bring(page, text("note.txt"), bulk("one.bin", MIB), bulk("two.bin", MIB));
  await tray(page).getByText("Uploading 2 files").waitFor();
  await tray(page).getByText(/^1 of 3 done · (about \d+ seconds|a few seconds) left$/).waitFor();
  await page.getByRole("progressbar", { name: "Progress of all uploads" }).waitFor();
  await fast();
  await tray(page).getByText("3 files uploaded").waitFor();
});

story("an empty file arrives too", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, harbour.path);
  await bring(page, text("empty.txt", ""));
  await tray(page).getByText("Uploaded · 0 bytes").waitFor();
  await lists(page, ["empty.txt"]);
});

story("an upload that is cancelled leaves nothing", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, harbour.path);
  await slow(page, MIB / 4);
  await bring(page, bulk("chart.bin", 3 * MIB));
  await page.getByRole("button", { name: "Cancel upload of chart.bin" }).click();
  await tray(page).getByText("Cancelled. Nothing was stored.").waitFor();
  assert.deepEqual(await anna.documents(harbour), []);
});

story("the tray goes along from page to page, and leaving the site asks first", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, harbour.path);
  await slow(page, MIB / 4);
  await bring(page, bulk("chart.bin", 8 * MIB));
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Projects", exact: true }).click();
  await arrives(page, "Projects");
  await tray(page).getByRole("button", { name: "Fold uploads" }).click();
  await gone(tray(page).getByText("chart.bin"));
  await tray(page).getByText("Uploading 1 file").waitFor();
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  assert.equal((await asked).type(), "beforeunload");
  await (await asked).dismiss();
  await tray(page).getByText("Uploading 1 file").waitFor();
});

story("signing out while files are on their way asks first", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, harbour.path);
  await slow(page, MIB / 4);
  await bring(page, bulk("chart.bin", 8 * MIB));
  await tray(page).getByText("Uploading 1 file").waitFor();
  const question = page.getByRole("dialog", { name: "Your uploads are not finished" });
  await choose(page, "Account menu, Anna", "Sign out");
  await question.getByRole("button", { name: "Cancel" }).click();
  await gone(question);
  await tray(page).getByText("Uploading 1 file").waitFor();
  await choose(page, "Account menu, Anna", "Sign out");
  await question.getByRole("button", { name: "Sign out" }).click();
  await arrives(page, "Sign in");
  await gone(tray(page));
  assert.deepEqual(await anna.documents(harbour), []);
});

story("three thousand files wait in line, and the page stays quick", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, harbour.path);
  await slow(page, 1);
  const milliseconds = await chooseMany(page, 3000);
  assert.ok(milliseconds < PATIENCE, `it stood still for ${milliseconds} ms`);
  await tray(page).getByText("Uploading 3,000 files").waitFor();
  await tray(page).getByText("and 2,900 more").waitFor();
  assert.equal(await tray(page).getByRole("listitem").count(), 100);

  await tray(page).getByRole("button", { name: "Cancel all" }).click();
  await tray(page).getByText("Uploads cancelled").waitFor();
  await tray(page).getByRole("button", { name: "Close uploads" }).click();
  await gone(tray(page));
});

story("a screen reader hears of beginning, end and failure, and not of every percent", async (stage) => {
  stage.expects(/status of 413/);
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, harbour.path);
  const said = await listen(page);
  await slow(page, MIB);
  await bring(page, bulk("chart.bin", 2 * MIB));
  await tray(page).getByText("1 file uploaded").waitFor();
  await refuse(page, "quota_exceeded", "The project is full.");
  await bring(page, text("late.txt"));
  const full = "late.txt was not uploaded. The project has no room for this file. Delete something, or ask its owner.";
  await eventually(async () => assert.ok((await said()).includes(`assertive: ${full}`)));
  const uploads = (await said()).filter((words) => /upload/i.test(words));
  assert.deepEqual(uploads, ["polite: Uploading 1 file", "polite: chart.bin uploaded", "polite: Uploading 1 file", `assertive: ${full}`]);
});

story("what is too large is said once by the server, and the next is not even sent", async (stage) => {
  stage.expects(/status of 413/);
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, harbour.path);
  const sent = await refuse(page, "payload_too_large", "The limit is 1000000 bytes.");
  await bring(page, bulk("large.bin", 2 * MIB));
  await tray(page).getByText("This file is larger than Quayside accepts (1.0 MB). Nothing was stored.").waitFor();
  await bring(page, bulk("larger.bin", 3 * MIB));
  await tray(page).getByText("2 uploads did not finish").waitFor();
  assert.equal(sent(), 1);
});

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page @param {number} count @returns {Promise<number>} milliseconds until the page could draw again */
function chooseMany(page, count) {
  return page.getByLabel("Choose files to upload").evaluate(async (input, n) => {
    const chosen = new DataTransfer();
    for (let i = 0; i < n; i += 1) chosen.items.add(new File(["x"], `sounding ${i}.txt`));
    const began = performance.now();
    /** @type {HTMLInputElement} */ (input).files = chosen.files;
    input.dispatchEvent(new Event("change"));
    for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
    return performance.now() - began;
  }, count);
}

/** @param {Page} page @param {string} code @param {string} detail @returns {Promise<() => number>} how many uploads were refused */
async function refuse(page, code, detail) {
  let refused = 0;
  await page.route("**/api/v1/projects/*/documents", (route) => {
    if (route.request().method() !== "POST") return route.continue();
    refused += 1;
    return route.fulfill({ status: 413, contentType: "application/problem+json", body: JSON.stringify({ status: 413, code, detail }) });
  });
  return () => refused;
}
