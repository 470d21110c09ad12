// Two people in one project, one of whom sees at once what the other does.

import { text } from "./samples.js";

/** @typedef {import("playwright-core").Page} Page */

export const STREAM = /\/api\/v1\/events$/;

/** Anna looks at a project in which Ben works, too. @param {import("./harness.js").Stage} stage @param {string[]} [names] of documents that are there */
export async function together(stage, names = []) {
  const [anna, ben] = [await stage.person("Anna"), await stage.person("Ben")];
  const harbour = await anna.project("Harbour");
  await anna.addMember(harbour, ben, "editor");
  for (const name of names) await anna.upload(harbour, text(name));
  return { anna, ben, harbour, page: await listening(await stage.open(anna), harbour.path) };
}

/** @param {Page} page @param {string} path @returns {Promise<Page>} whose line is open */
export async function listening(page, path) {
  const open = page.waitForResponse(STREAM);
  await page.goto(path);
  await open;
  await page.locator("h1").first().waitFor();
  return page;
}
