import assert from "node:assert/strict";
import { story } from "./harness.js";
import { text } from "./samples.js";
import { arrives, choose, eventually, gone, holdTime, isDrawn, jobTray, listen, told } from "./screen.js";
import { Workshop } from "./workshop.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("./harness.js").Stage} Stage */

/** @param {Stage} stage @param {import("playwright-core").BrowserContextOptions} [options] */
async function workshop(stage, options) {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, "/projects", options);
  const works = await Workshop.in(stage, page);
  await page.goto(harbour.path);
  await arrives(page, "Harbour");
  return { page, works, harbour };
}

/** @param {Page} page */
const wish = (page, action = "Export as ZIP") => choose(page, "Project actions", action);

story("an export is asked for by a button, can be watched, and is there when it is done", async (stage) => {
  const { page, works } = await workshop(stage);
  await wish(page);
  await jobTray(page).getByRole("heading", { name: "Making 1 file" }).waitFor();
  await jobTray(page).getByText("ZIP of Harbour").waitFor();
  await jobTray(page).getByText("Waiting for its turn").waitFor();
  await works.go({ state: "running", progress: 40 });
  await jobTray(page).getByText("40 %").waitFor();
  const bar = page.getByRole("progressbar", { name: "Progress of ZIP of Harbour" });
  assert.equal(await bar.evaluate((one) => /** @type {HTMLProgressElement} */ (one).position), 0.4);
  await works.finish("Harbour.zip");
  await jobTray(page).getByRole("heading", { name: "1 file ready" }).waitFor();
  await jobTray(page).getByText(/^12\.4 MB · Kept until tomorrow at \d\d:\d\d$/).waitFor();
  await isDrawn(page.getByRole("button", { name: "Download Harbour.zip" }));
  await gone(bar);
});

story("the tray goes along from page to page, comes back after a reload, and what was dismissed does not", async (stage) => {
  const { page, works } = await workshop(stage);
  await wish(page);
  await works.finish("Harbour.zip");
  await jobTray(page).getByText("Harbour.zip").waitFor();
  await wish(page, "Make a report");
  await jobTray(page).getByText("Report on Harbour").waitFor();
  await page.getByRole("link", { name: "Projects", exact: true }).click();
  await arrives(page, "Projects");
  await jobTray(page).getByRole("heading", { name: "Making 1 file" }).waitFor();
  await page.reload();
  await jobTray(page).getByText("Report on Harbour").waitFor();
  await page.getByRole("button", { name: "Remove Harbour.zip from the list" }).click();
  await gone(jobTray(page).getByText("Harbour.zip"));
  await page.reload();
  await jobTray(page).getByText("Report on Harbour").waitFor();
  assert.equal(await jobTray(page).getByRole("listitem").count(), 1);
});

story("a job that is cancelled says what is kept, and may be begun again", async (stage) => {
  const { page, works } = await workshop(stage);
  await wish(page);
  await works.go({ state: "running", progress: 10 });
  await page.getByRole("button", { name: "Cancel ZIP of Harbour" }).press("Enter");
  await jobTray(page).getByText("Stopping").waitFor();
  assert.equal(await focused(page), "job-row");
  await works.go({ state: "cancelled", finished_at: new Date().toISOString() });
  await jobTray(page).getByText("Cancelled. Nothing was kept.").waitFor();
  assert.equal(await focused(page), "Make ZIP of Harbour again");
  await page.keyboard.press("Enter");
  await jobTray(page).getByText("Waiting for its turn").waitFor();
  assert.deepEqual([works.jobs.length, await jobTray(page).getByRole("listitem").count()], [2, 1]);
});

story("a job that failed says why, what is safe, and what to do", async (stage) => {
  const { page, works } = await workshop(stage);
  await wish(page);
  await works.fail("The storage did not answer.");
  await jobTray(page).getByRole("heading", { name: "1 file was not made" }).waitFor();
  await jobTray(page).getByText("The storage did not answer. Your documents are as they were. Try again, or ask the person who runs Quayside.").waitFor();
  await isDrawn(page.getByRole("button", { name: "Make ZIP of Harbour again" }));
  await page.getByRole("button", { name: "Close exports and reports" }).click();
  await gone(jobTray(page));
});

story("between two attempts a job says that it goes on by itself", async (stage) => {
  const { page, works } = await workshop(stage);
  await wish(page);
  await works.go({ state: "queued", attempts: 1, error: "The storage did not answer." });
  await jobTray(page).getByText("The storage did not answer. It is tried again by itself.").waitFor();
});

story("a file that has expired says so, and can be made again", async (stage) => {
  const { page, works } = await workshop(stage);
  await page.clock.install();
  await page.reload();
  await wish(page);
  await works.finish("Harbour.zip", 12, 60_000);
  await page.getByRole("button", { name: "Download Harbour.zip" }).waitFor();
  await page.clock.runFor(90_000);
  await jobTray(page).getByText("This file is not kept any longer. Make it again when you need it.").waitFor();
  await page.getByRole("button", { name: "Make Harbour.zip again" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Download Harbour.zip" }).count(), 0);
});

story("what cannot be asked for says why", async (stage) => {
  stage.expects(/status of 503/);
  const { page } = await workshop(stage);
  await page.route("**/reports", (route) => route.fulfill({ status: 503, body: "{}" }));
  await wish(page, "Make a report");
  await told(page, "The report is not being made. Quayside is busy or being looked after. What is stored is safe. Try again in a moment.");
  assert.equal(await jobTray(page).isVisible(), false);
});

story("the tray can be folded, and unfolds for what is new; its focus is never lost", async (stage) => {
  const { page, works } = await workshop(stage);
  await wish(page);
  await works.finish("Harbour.zip");
  await page.getByRole("button", { name: "Fold exports and reports" }).click();
  await gone(jobTray(page).getByText("Harbour.zip"));
  await wish(page, "Make a report");
  await jobTray(page).getByText("Report on Harbour").waitFor();
  await page.getByRole("button", { name: "Cancel Report on Harbour" }).focus();
  await works.finish("Report on Harbour.pdf");
  await eventually(async () => assert.equal(await focused(page), "Download Report on Harbour.pdf"));
  await page.getByRole("button", { name: "Remove Report on Harbour.pdf from the list" }).click();
  assert.equal(await focused(page), "Download Harbour.zip");
  await page.getByRole("button", { name: "Close exports and reports" }).click();
  assert.equal(await focused(page), "content");
});

story("a job that ended before the line stood is seen when it does", async (stage) => {
  const { page, works } = await workshop(stage);
  await page.clock.install();
  await page.reload();
  await wish(page);
  await jobTray(page).getByText("Waiting for its turn").waitFor();
  await holdTime(page);
  await works.finish("Harbour.zip");
  await page.route("**/api/v1/events", (route) => route.fulfill({ contentType: "text/event-stream", body: ": heartbeat\n\n" }));
  await eventually(async () => {
    await page.evaluate(() => dispatchEvent(new Event("online")));
    assert.ok(await jobTray(page).getByText("Harbour.zip").isVisible());
  });
});

story("a screen reader hears that a file is being made and that it is ready, and not of every percent", async (stage) => {
  const { page, works } = await workshop(stage);
  const said = await listen(page);
  await wish(page);
  for (const progress of [30, 55]) {
    await works.go({ state: "running", progress });
    await jobTray(page).getByText(`${progress} %`).waitFor();
  }
  await works.finish("Harbour.zip");
  await eventually(async () => assert.ok((await said()).includes("polite: Harbour.zip is ready to download")));
  const about = (await said()).filter((words) => /Harbour/.test(words));
  assert.equal(about[0], "polite: Making ZIP of Harbour. You find it under Exports and reports.");
  assert.ok(about.length <= 3, about.join("\n"));
});

story("a real export is downloaded, and holds the project's documents", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  await anna.upload(harbour, text("plan.txt"));
  const page = await stage.open(anna, harbour.path);
  await wish(page);
  const downloading = page.waitForEvent("download");
  await jobTray(page).getByRole("button", { name: /^Download Harbour.*\.zip$/ }).click();
  const chunks = [];
  for await (const chunk of await (await downloading).createReadStream()) chunks.push(chunk);
  const zip = Buffer.concat(chunks);
  assert.equal(zip.subarray(0, 2).toString(), "PK");
  assert.ok(zip.includes("plan.txt") && zip.includes("MANIFEST.sha256"));
});

/** @param {Page} page @returns {Promise<string | undefined>} what has the focus: its name, its id or its kind */
function focused(page) {
  return page.evaluate(() => {
    const one = globalThis.document.activeElement;
    return one?.getAttribute("aria-label") ?? (one?.id || one?.localName);
  });
}
