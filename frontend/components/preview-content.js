// The inside of the preview, by kind of file.

import { linkTo, readBeginning } from "../lib/documents.js";
import { formatSize } from "../lib/format.js";
import { html } from "../lib/html.js";
import { strings } from "../strings.js";

/** @typedef {import("../lib/types.js").Document} Document */

const words = strings.preview;

/** Bytes of a text that are fetched and shown. */
const TEXT_LIMIT = 65_536;

const IMAGES = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp"];
const TEXTS = ["application/json", "application/xml", "application/yaml", "application/toml", "application/javascript"];

/** @param {Document} document_ @param {AbortSignal} signal @returns {Promise<Node>} */
export async function previewContent(document_, signal) {
  const type = document_.media_type.split(";")[0].trim();
  if (document_.size === 0) return note(words.emptyFile);
  if (IMAGES.includes(type)) return image(document_, await linkTo(document_.id, "inline", signal));
  if (type === "application/pdf") return pdf(document_, await linkTo(document_.id, "inline", signal));
  if (type.startsWith("text/") || TEXTS.includes(type)) return text(document_, signal);
  return note(words.none);
}

/** @param {Document} document_ @param {string} url */
function image({ name }, url) {
  const made = html`<img class="preview-image" src=${url} alt=${name} />`;
  made.addEventListener("error", () => made.replaceWith(note(words.broken)));
  return made;
}

/** @param {Document} document_ @param {string} url */
function pdf({ name }, url) {
  return html`<iframe class="preview-pdf" src=${url} title=${name}></iframe>`;
}

/** @param {Document} document_ @param {AbortSignal} signal */
async function text({ id, name, size }, signal) {
  const beginning = await readBeginning(id, TEXT_LIMIT, signal);
  const cut = size > TEXT_LIMIT;
  return html`
    <div>
      ${cut && note(words.cut(formatSize(TEXT_LIMIT), formatSize(size)))}
      <pre class="preview-text" tabindex="0" role="region" aria-label=${name}>${beginning}</pre>
    </div>
  `;
}

/** @param {string} message */
function note(message) {
  return html`<p class="preview-note">${message}</p>`;
}
