import assert from "node:assert/strict";
import { story } from "./harness.js";
import { bulk, pdf, picture, text } from "./samples.js";
import { document, eventually, gone } from "./screen.js";

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
