import assert from "node:assert/strict";
import { story } from "./harness.js";
import { bulk, pdf, picture, text } from "./samples.js";
import { document, eventually, gone, lists } from "./screen.js";

/** @param {import("./harness.js").Stage} stage @param {import("./samples.js").Sample} sample */
async function preview(stage, sample) {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  await anna.upload(harbour, sample);
  const page = await stage.open(anna, harbour.path);
  await document(page, sample.name).click();
  return { page, panel: page.getByRole("dialog", { name: `Preview of ${sample.name}` }) };
}

story("a picture is previewed, and the preview closes again", async (stage) => {
  const { page, panel } = await preview(stage, picture("plan.png"));
  const image = panel.getByRole("img", { name: "plan.png" });
  await eventually(async () => assert.equal(await image.evaluate((img) => /** @type {HTMLImageElement} */ (img).naturalWidth), 1));
  await panel.getByRole("button", { name: "Close preview" }).click();
  await gone(panel);
  assert.equal(new URL(page.url()).search, "");
});

story("a text is previewed", async (stage) => {
  const { panel } = await preview(stage, text("log.txt", "Calm sea,\n<b>no wind</b>.\n"));
  await panel.getByText("<b>no wind</b>").waitFor();
});

story("a PDF is previewed in its frame", async (stage) => {
  const { page, panel } = await preview(stage, pdf("tides.pdf"));
  const frame = await (await panel.locator("iframe").elementHandle())?.contentFrame();
  assert.ok(frame, "a frame for the PDF");
  // Chromium's viewer is a page of its own inside; where the frame was refused, there is an error page instead.
  await eventually(async () => {
    const inside = page.frames().map((one) => one.url());
    assert.ok(
      inside.some((url) => url.startsWith("chrome-extension://")),
      `frames: ${inside.join(", ")}`,
    );
  });
});

story("what cannot be previewed says so", async (stage) => {
  const { panel } = await preview(stage, bulk("engine.bin", 100));
  await panel.getByText("There is no preview for this kind of file.").waitFor();
});

story("a preview has an address, and Escape leaves it", async (stage) => {
  const { page, panel } = await preview(stage, text("log.txt", "Calm sea"));
  await panel.getByText("Calm sea").waitFor();
  assert.match(page.url(), /\?preview=/);
  await page.reload();
  await panel.getByText("Calm sea").waitFor();
  await page.keyboard.press("Escape");
  await gone(panel);
});

story("closing a preview leaves the filter that was typed beside it", async (stage) => {
  const { page, panel } = await beside(stage, "log.txt", "plan.txt");
  await page.getByLabel("Filter by name").fill("log");
  await lists(page, ["log.txt"]);
  await panel.getByRole("button", { name: "Close preview" }).click();
  await gone(panel);
  assert.equal(new URL(page.url()).search, "?sort=name&q=log");
  await lists(page, ["log.txt"]);
});

story("a preview that went along into the grid closes there", async (stage) => {
  const { page, panel } = await beside(stage, "log.txt", "plan.txt");
  await page.getByRole("navigation", { name: "Layout" }).getByRole("link", { name: "Grid" }).click();
  await page.locator(".cards").waitFor();
  await page.keyboard.press("Escape");
  await gone(panel);
  assert.equal(new URL(page.url()).search, "?view=grid&sort=name");
});

for (const [device, width] of /** @type {const} */ ([["desk", 1280], ["phone", 360]])) {
  story(`the preview goes on to the next document and back, without leaving the list, on a ${device}`, async (stage) => {
    const anna = await stage.person();
    const harbour = await anna.project("Harbour");
    for (const name of ["c.txt", "b.txt", "a.txt"]) await anna.upload(harbour, text(name));
    const page = await stage.open(anna, `${harbour.path}?sort=name`, { viewport: { width, height: 740 } });
    const preview = (/** @type {string} */ name) => page.getByRole("dialog", { name: `Preview of ${name}` });
    await document(page, "a.txt").click();
    await preview("a.txt").getByText("This is a.txt.").waitFor();
    await preview("a.txt").getByRole("button", { name: "Next document" }).click();
    await preview("b.txt").getByText("This is b.txt.").waitFor();
    await page.keyboard.press("ArrowRight");
    await preview("c.txt").getByText("This is c.txt.").waitFor();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowLeft");
    await preview("b.txt").getByText("This is b.txt.").waitFor();
    await page.goBack();
    await gone(preview("b.txt"));
    assert.equal(new URL(page.url()).search, "?sort=name");
    await lists(page, ["a.txt", "b.txt", "c.txt"]);
  });
}

story("of a long text the beginning is shown, and how much that is", async (stage) => {
  const { panel } = await preview(stage, text("long.txt", "Calm sea. ".repeat(20_000)));
  await panel.getByText("The first 65.5 KB of 200.0 KB. Download the file to read all of it.").waitFor();
});

story("a preview that does not come can be asked for again", async (stage) => {
  const { page, panel } = await preview(stage, text("log.txt", "Calm sea"));
  await panel.getByText("Calm sea").waitFor();
  stage.expects(/ERR_FAILED/);
  await page.route("**/content", (route) => route.abort());
  await page.reload();
  await panel.getByRole("alert").waitFor();
  await page.unroute("**/content");
  await panel.getByRole("button", { name: "Try again" }).click();
  await panel.getByText("Calm sea").waitFor();
});

/** @param {import("./harness.js").Stage} stage @param {...string} names @returns the list of them, with the first one's preview beside it */
async function beside(stage, ...names) {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  for (const name of names) await anna.upload(harbour, text(name));
  const page = await stage.open(anna, `${harbour.path}?sort=name`);
  await document(page, names[0]).click();
  const panel = page.getByRole("dialog", { name: `Preview of ${names[0]}` });
  await panel.waitFor();
  return { page, panel };
}
