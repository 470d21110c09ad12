// The inside of the preview, by kind of file.

import { linkTo, readBeginning } from "../lib/documents.js";
import { formatSize } from "../lib/format.js";
import { html } from "../lib/html.js";
import { isDrawn, kindOf } from "../lib/media-types.js";
import { strings } from "../strings.js";
import { fileIcon } from "./icon.js";

/** @typedef {import("../lib/types.js").Document} Document */

const words = strings.preview;

/** Bytes of a text that are fetched and shown. */
const TEXT_LIMIT = 65_536;

/** @param {Document} document_ @param {AbortSignal} signal @returns {Promise<Node>} */
export async function previewContent(document_, signal) {
  const { id, media_type, size } = document_;
  const kind = kindOf(media_type);
  if (size === 0) return note(document_, words.emptyFile);
  if (isDrawn(media_type)) return image(document_, await linkTo(id, "inline", signal));
  if (kind === "pdf") return navigator.pdfViewerEnabled ? pdf(document_, await linkTo(id, "inline", signal)) : note(document_, words.noPdf);
  if (kind === "text" || media_type.startsWith("text/")) return text(document_, signal);
  return note(document_, words.none);
}

/** @param {Document} document_ @param {string} url */
function image(document_, url) {
  const made = html`<img class="preview-image" src=${url} alt=${document_.name} />`;
  made.addEventListener("error", () => made.replaceWith(note(document_, words.broken)));
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
    <div class="preview-reading">
      <pre class="preview-text" tabindex="0" role="region" aria-label=${name}>${beginning}</pre>
      ${cut && html`<p class="preview-cut">${words.cut(formatSize(TEXT_LIMIT), formatSize(size))}</p>`}
    </div>
  `;
}

/** @param {Document} document_ @param {string} message */
function note({ media_type }, message) {
  return html`<div class="preview-note">${fileIcon(media_type)}<p>${message}</p></div>`;
}
