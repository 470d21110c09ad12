// The facts about a document, below its preview.

import { exactSize, formatSize, splitName } from "../lib/format.js";
import { html } from "../lib/html.js";
import { strings } from "../strings.js";
import { when } from "./pieces.js";

const words = strings.preview;

/** @param {import("../lib/types.js").Document} document_ @returns {DocumentFragment} rows of a `<dl>` */
export function details({ name, media_type, size, created_at, uploaded_by, sha256 }) {
  const [stem, extension] = splitName(name);
  // Two parts, so that no mark in the name can turn its end around.
  return html`
    <div><dt>${words.name}</dt><dd><bdi>${stem}</bdi><bdi>${extension}</bdi></dd></div>
    <div><dt>${words.type}</dt><dd>${media_type}</dd></div>
    <div><dt>${words.size}</dt><dd class="figures" title=${exactSize(size)}>${formatSize(size)}</dd></div>
    <div><dt>${words.added}</dt><dd class="figures">${when(created_at)}</dd></div>
    <div><dt>${words.by}</dt><dd><bdi>${uploaded_by.name}</bdi></dd></div>
    <div><dt>${words.checksum}</dt><dd class="checksum">${sha256}</dd></div>
  `;
}
