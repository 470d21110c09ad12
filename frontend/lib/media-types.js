// What kind of thing a media type is, as people sort their files.

/** @typedef {"picture" | "pdf" | "text" | "sheet" | "sound" | "archive" | "other"} Kind */

/** Kinds and how the media types begin that belong to them; the first that fits. @type {[Kind, string[]][]} */
const BEGINNINGS = [
  ["picture", ["image/"]],
  ["pdf", ["application/pdf"]],
  ["sheet", ["text/csv", "application/vnd.ms-excel", "application/vnd.openxmlformats-officedocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"]],
  ["text", ["text/", "application/json", "application/xml", "application/yaml", "application/toml", "application/javascript"]],
  ["sound", ["audio/", "video/"]],
  ["archive", ["application/zip", "application/gzip", "application/x-tar", "application/x-7z", "application/x-bzip2", "application/x-xz"]],
];

/** Every kind, in the order in which people are offered them. @type {Kind[]} */
export const KINDS = [...BEGINNINGS.map(([kind]) => kind), "other"];

/** What browsers draw by themselves and the server shows inline. */
const DRAWN = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp"];

/** @param {string} mediaType @returns {Kind} */
export function kindOf(mediaType) {
  return BEGINNINGS.find(([, starts]) => starts.some((start) => mediaType.startsWith(start)))?.[0] ?? "other";
}

/** @param {string} mediaType @returns {boolean} whether an `<img>` can show it */
export function isDrawn(mediaType) {
  return DRAWN.includes(mediaType.split(";")[0].trim());
}
