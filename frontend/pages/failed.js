import { failure } from "../components/states.js";
import { html } from "../lib/html.js";
import { isGone, messageOf } from "../lib/problem.js";
import { strings } from "../strings.js";
import missingPage from "./not-found.js";

/**
 * @param {unknown} error
 * @param {() => void} retry
 * @returns {import("../lib/router.js").Page} in place of a page that could not be made
 */
export default function failedPage(error, retry) {
  if (isGone(error)) return missingPage();
  const { title } = strings.failed;
  return { title, node: html`<div class="page">${failure(messageOf(error), retry, title)}</div>` };
}
