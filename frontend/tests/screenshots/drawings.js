// Pictures and letters for the demo, drawn and printed by the browser: nobody's photographs, and not a byte in the repository.

/** @typedef {import("../browser/samples.js").Sample} Sample */
/** @typedef {{sky: string[], sea: string, sun: number, boats: number}} Weather */

/**
 * @param {import("playwright-core").Page} page
 * @param {string} name
 * @param {Weather} weather
 * @returns {Promise<Sample>} a view of the sea
 */
export async function scene(page, name, weather) {
  const mimeType = name.endsWith(".png") ? "image/png" : "image/jpeg";
  const url = await page.evaluate(draw, { weather, mimeType });
  return { name, mimeType, buffer: Buffer.from(url.split(",")[1], "base64") };
}

/** @param {import("playwright-core").Page} page @param {string} name @param {string} title @returns {Promise<Sample>} a PDF */
export async function letter(page, name, title) {
  await page.setContent(`<h1>${title}</h1>${"<p>The new quay begins at the old customs pier and runs along the eastern breakwater.</p>".repeat(12)}`);
  return { name, mimeType: "application/pdf", buffer: await page.pdf({ format: "A4", margin: { top: "25mm", left: "25mm", right: "25mm" } }) };
}

/** Runs in the browser. @param {{weather: Weather, mimeType: string}} order @returns {string} a data URL */
function draw({ weather: { sky, sea, sun, boats }, mimeType }) {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1200, height: 800 });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const shade = pen.createLinearGradient(0, 0, 0, 480);
  for (const [index, colour] of sky.entries()) shade.addColorStop(index, colour);
  pen.fillStyle = shade;
  pen.fillRect(0, 0, 1200, 480);
  pen.fillStyle = "#fff6dc";
  pen.beginPath();
  pen.arc(1200 * sun, 250, 60, 0, 7);
  pen.fill();
  pen.fillStyle = sea;
  pen.fillRect(0, 480, 1200, 320);
  pen.fillStyle = "#ffffff22";
  for (let wave = 0; wave < 40; wave += 1) pen.fillRect((wave * 397) % 1100, 490 + ((wave * 71) % 300), 60 + ((wave * 31) % 90), 4);
  for (let boat = 0; boat < boats; boat += 1) {
    const [x, y] = [140 + ((boat * 331) % 900), 500 + boat * 45];
    pen.fillStyle = "#10243e";
    pen.fill(new Path2D(`M${x} ${y} h170 l-30 34 h-110 z`));
    pen.fillStyle = boat % 2 ? "#c8431f" : "#f7f5f0";
    pen.fill(new Path2D(`M${x + 82} ${y - 8} v-130 l-70 130 z`));
  }
  return canvas.toDataURL(mimeType, 0.85);
}
