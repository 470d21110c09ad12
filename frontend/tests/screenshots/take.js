// node take.js FOLDER [STATE…]: takes the pictures. Needs BASE_URL, DATABASE_URL, PG_BIN_DIR and CHROMIUM_BIN; scripts/screenshots sets them.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { launch } from "../browser/chromium.js";
import { furnish } from "./demo.js";
import { sheet } from "./sheet.js";
import { states } from "./states.js";
import { looks, Studio } from "./studio.js";

const [folder, ...wanted] = process.argv.slice(2);
const baseUrl = process.env.BASE_URL ?? "http://localhost:8080";
const unknown = wanted.filter((name) => !(name in states));
if (unknown.length > 0) {
  console.error(`There is no state ${unknown.join(", ")}; there are: ${Object.keys(states).join(", ")}`);
  process.exit(1);
}
const names = wanted.length > 0 ? wanted : Object.keys(states);

const browser = await launch();
const demo = await furnish(baseUrl, browser);
let failures = 0;
for (const name of names) {
  for (const look of looks) await take(name, look);
}
await writeFile(join(folder, "index.html"), sheet(Object.keys(states), looks));
await browser.close();
console.log(`${names.length * looks.length - failures} pictures taken, ${failures} failed`);
process.exitCode = failures > 0 ? 1 : 0;

/** A state that cannot be reached is shown as far as it came. @param {string} name @param {import("./studio.js").Look} look */
async function take(name, look) {
  const studio = new Studio(browser, baseUrl, look, demo);
  const file = join(folder, `${name}.${look.theme}.${look.width}.png`);
  try {
    await states[name](studio).finally(() => studio.take(file));
  } catch (error) {
    failures += 1;
    console.error(`${name}, ${look.theme}, ${look.width}: ${error instanceof Error ? error.message : error}`);
  }
  await studio.close();
}
