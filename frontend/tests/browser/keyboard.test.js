import { story } from "./harness.js";
import { text } from "./samples.js";
import { arrives, document, lists, told, tray } from "./screen.js";

story("everything can be done with the keyboard alone", async (stage) => {
  const anna = await stage.person();
  await anna.project("Harbour");
  const page = await stage.visit("/sign-in");
  const { keyboard } = page;

  await tabTo(page, "Email");
  await keyboard.type(anna.credentials.email);
  await keyboard.press("Tab");
  await keyboard.type(anna.credentials.password);
  await keyboard.press("Enter");
  await arrives(page, "Projects");

  await tabTo(page, "Harbour");
  await keyboard.press("Enter");
  await arrives(page, "Harbour");

  const choosing = page.waitForEvent("filechooser");
  await tabTo(page, "Upload files");
  await keyboard.press("Enter");
  await (await choosing).setFiles([text("one.txt"), text("two.txt")]);
  await tray(page).getByText("2 files uploaded").waitFor();

  await tabTo(page, "one.txt");
  await keyboard.press("F2");
  await page.getByRole("dialog").waitFor();
  await keyboard.type("first");
  await keyboard.press("Enter");
  await told(page, "Renamed to first.txt");

  await tabTo(page, "Actions for two.txt");
  await atOnce(page, ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "Enter"]);
  await lists(page, ["first.txt"]);

  await tabTo(page, "Undo");
  await keyboard.press("Enter");
  await document(page, "two.txt").waitFor();
});

story("a menu opened with Enter hears the next key", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  await anna.upload(harbour, text("plan.txt"));
  const page = await stage.open(anna, harbour.path);
  await document(page, "plan.txt").waitFor();
  await tabTo(page, "Actions for plan.txt");
  await atOnce(page, ["Enter", "ArrowDown", "ArrowDown", "Enter"]);
  await page.getByRole("dialog", { name: "Rename document" }).waitFor();
});

/**
 * Presses keys faster than the page could be waited for.
 * @param {import("playwright-core").Page} page
 * @param {string[]} keys
 */
async function atOnce(page, keys) {
  await Promise.all(keys.map((key) => page.keyboard.press(key)));
}

/**
 * Presses Tab until what has the focus bears this name.
 * @param {import("playwright-core").Page} page
 * @param {string} name
 */
async function tabTo(page, name) {
  const seen = [];
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const focused = /** @type {any} */ (globalThis.document.activeElement);
      return focused?.ariaLabel ?? focused?.labels?.[0]?.textContent ?? focused?.textContent?.trim() ?? "";
    });
    if (here === name) return;
    seen.push(here);
  }
  throw new Error(`Tab never came to ${name}, only to ${[...new Set(seen)].join(" | ")}`);
}
