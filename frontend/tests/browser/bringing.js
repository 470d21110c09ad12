// How files get to a page other than by choosing them: from a file manager, from the clipboard.

import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("./samples.js").Sample} Sample */

/** @param {...Sample} samples a "/" in a name makes a folder @returns {Promise<string[]>} where they lie on the disk */
export async function onDisk(...samples) {
  const folder = await mkdtemp(join(tmpdir(), "quayside-files-"));
  return Promise.all(
    samples.map(async ({ name, buffer }) => {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, buffer);
      return path;
    }),
  );
}

/**
 * Holds files over the page, as from a file manager: through the browser's own input, not by made-up events.
 * @param {Page} page
 * @param {string[]} paths
 * @returns {Promise<() => Promise<unknown>>} lets go of them
 */
export async function drag(page, paths) {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  const move = (/** @type {"dragEnter" | "dragOver" | "drop"} */ type) => devtools.send("Input.dispatchDragEvent", { type, x: 400, y: 300, data });
  await move("dragEnter");
  await move("dragOver");
  return () => move("drop");
}

/** @param {Page} page @param {Sample} sample what the key for screenshots leaves in the clipboard */
export async function copy(page, { mimeType, buffer }) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const write = async (/** @type {[string, string]} */ [type, base64]) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    await navigator.clipboard.write([new ClipboardItem({ [type]: new Blob([bytes], { type }) })]);
  };
  await page.evaluate(write, /** @type {[string, string]} */ ([mimeType, buffer.toString("base64")]));
}
