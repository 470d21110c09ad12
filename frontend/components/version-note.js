// Offers a new version; the person chooses when.

import { html } from "../lib/html.js";
import { uploads } from "../lib/uploads.js";
import { strings } from "../strings.js";
import { emptyState } from "./states.js";
import { toast } from "./toast-stack.js";

const words = strings.version;

/** Says that there is a new version, and as long as uploads are under way, what a reload would do to them. */
export function offerReload() {
  const message = () => (uploads.atRisk ? words.busy : words.ready);
  const say = toast(message(), { stays: true, action: { label: words.reload, act: reload } });
  uploads.addEventListener("change", () => say(message()));
}

/** @returns {import("../lib/router.js").Page} in place of a page whose code could not be fetched: mostly it is of a former version */
export function renewedPage() {
  const action = html`<button class="button primary" type="button" @click=${reload}>${words.reload}</button>`;
  const text = uploads.atRisk ? words.goneBusy : words.gone;
  const node = html`<div class="page">${emptyState({ icon: "rotate-ccw", title: words.goneTitle, text, action, whole: true })}</div>`;
  return { title: words.goneTitle, node };
}

function reload() {
  location.reload();
}
