import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { baseUrl, story } from "./harness.js";
import { Line, slow } from "./line.js";
import { bulk, text } from "./samples.js";
import { bring, document, eventually, isDrawn, lists, tray } from "./screen.js";

const MIB = 1024 * 1024;

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

story("several files are dropped on the page and all arrive", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, harbour.path);
  await drop(page, [text("one.txt"), text("two.txt"), text("three.txt"), text("four.txt"), text("five.txt")]);
  await tray(page).getByText("5 files uploaded").waitFor();
  await page.getByLabel("Sort by").selectOption("Name, A to Z");
  await lists(page, ["five.txt", "four.txt", "one.txt", "three.txt", "two.txt"]);
  assert.equal((await anna.documents(harbour)).length, 5);
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

story("an upload that loses its line says so, and Retry brings it through", async (stage) => {
  stage.expects(/ERR_CONNECTION/);
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const line = new Line(baseUrl);
  await line.mend();
  const page = await stage.open(anna, harbour.path, { baseURL: line.url });
  const fast = await slow(page, MIB / 2);
  await bring(page, bulk("chart.bin", 8 * MIB));
  await tray(page).getByText(/[1-7]\.\d MB of 8/).waitFor();
  line.cut();
  await tray(page).getByText("1 upload did not finish").waitFor();
  await tray(page).getByText("We cannot reach Quayside.").waitFor();
  await isDrawn(page.getByRole("button", { name: "Retry upload of chart.bin" }));
  assert.deepEqual(await anna.documents(harbour), []);

  await line.mend();
  await fast();
  await page.getByRole("button", { name: "Retry upload of chart.bin" }).click();
  await tray(page).getByText("1 file uploaded").waitFor();
  await lists(page, ["chart.bin"]);
  assert.equal((await anna.documents(harbour)).length, 1);
  line.cut();
});

/**
 * Lets go of files over the page, as from a file manager: through the browser's own input, not by made-up events.
 * @param {import("playwright-core").Page} page
 * @param {import("./samples.js").Sample[]} samples
 */
async function drop(page, samples) {
  const folder = await mkdtemp(join(tmpdir(), "quayside-drop-"));
  const files = samples.map(({ name }) => join(folder, name));
  await Promise.all(samples.map(({ buffer }, index) => writeFile(files[index], buffer)));
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of /** @type {const} */ (["dragEnter", "dragOver"])) await devtools.send("Input.dispatchDragEvent", { type, x: 400, y: 300, data });
  await page.getByText("Drop to add to Harbour").waitFor();
  await devtools.send("Input.dispatchDragEvent", { type: "drop", x: 400, y: 300, data });
  await tray(page).getByText(/uploaded$/).first().waitFor();
  await rm(folder, { recursive: true });
}
