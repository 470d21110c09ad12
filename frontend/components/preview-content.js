// The inside of the preview, by kind of file.

import { linkTo, readBeginning } from "../lib/documents.js";
import { formatSize } from "../lib/format.js";
import { html } from "../lib/html.js";
import { kindOf } from "../lib/media-types.js";
import { previewSource } from "../lib/preview-source.js";
import { strings } from "../strings.js";
import { fileIcon } from "./icon.js";

/** @typedef {import("../lib/types.js").Document} Document */

const words = strings.preview;

/** Bytes of a text that are fetched and shown. */
const TEXT_LIMIT = 65_536;

/** @param {Document} document_ @param {AbortSignal} signal @returns {Promise<Node>} */
export async function previewContent(document_, signal) {
  const isPdf = kindOf(document_.media_type) === "pdf";
  switch (previewSource(document_, navigator.pdfViewerEnabled)) {
    case "empty":
      return note(document_, words.emptyFile);
    case "made":
      return isPdf ? firstPage(document_) : made(document_);
    case "picture":
      return original(document_, signal);
    case "pdf":
      return pdf(document_, await linkTo(document_.id, "inline", signal));
    case "text":
      return text(document_, signal);
    default:
      return note(document_, isPdf ? words.noPdf : words.none);
  }
}

/** @param {Document} document_ @param {AbortSignal} signal */
async function original(document_, signal) {
  const image = picture(document_, await linkTo(document_.id, "inline", signal));
  image.addEventListener("error", () => image.replaceWith(note(document_, words.broken)));
  return image;
}

/** The server's picture. Where its address has ended, the file itself has one of its own. @param {Document} document_ */
function made(document_) {
  const image = picture(document_, document_.preview_url);
  const instead = () => original(document_, AbortSignal.timeout(10_000)).catch(() => note(document_, words.broken));
  image.addEventListener("error", async () => image.replaceWith(await instead()), { once: true });
  return image;
}

/** Of a PDF that this browser cannot show. @param {Document} document_ */
function firstPage(document_) {
  const image = picture(document_, document_.preview_url);
  image.addEventListener("error", () => image.replaceWith(note(document_, words.noPdf)));
  return html`<div class="preview-reading">${image}<p class="preview-cut">${words.firstPage}</p></div>`;
}

/** @param {Document} document_ @param {string | null} url @returns {HTMLImageElement} */
function picture({ name }, url) {
  return html`<img class="preview-image" src=${url} alt=${name} />`;
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
