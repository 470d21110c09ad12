import { html } from "../lib/html.js";

/**
 * One drawing of icons.svg; it is decoration, so the words stand beside it or in the control's label.
 * @param {string} name
 * @returns {SVGElement}
 */
export function icon(name) {
  return html`<svg class="icon" aria-hidden="true" focusable="false"><use href=${`#${name}`}></use></svg>`;
}

/** Beginnings of media types and the icon for them; the first that fits. */
const KINDS = [
  ["image/", "file-image"],
  ["video/", "file-video"],
  ["audio/", "file-audio"],
  ["text/csv", "file-spreadsheet"],
  ["application/vnd.ms-excel", "file-spreadsheet"],
  ["application/vnd.openxmlformats-officedocument.spreadsheet", "file-spreadsheet"],
  ["text/", "file-text"],
  ["application/pdf", "file-text"],
  ["application/zip", "file-archive"],
  ["application/gzip", "file-archive"],
];

/** @param {string} mediaType @returns {SVGElement} */
export function fileIcon(mediaType) {
  return icon(KINDS.find(([start]) => mediaType.startsWith(start))?.[1] ?? "file");
}
