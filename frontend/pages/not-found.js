import { emptyState } from "../components/states.js";
import { html } from "../lib/html.js";
import { strings } from "../strings.js";

/** @returns {import("../lib/router.js").Page} for addresses that lead nowhere, or not for this person */
export default function missingPage() {
  const { title, text, link } = strings.missing;
  const action = html`<a class="button primary" href="/projects">${link}</a>`;
  return { title, node: html`<div class="page">${emptyState({ icon: "search", title, text, action, whole: true })}</div>` };
}
