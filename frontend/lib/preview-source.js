// What a preview shows: the file itself, or the picture that the server made of it. No DOM here.

import { isDrawn, kindOf } from "./media-types.js";

/** Bytes of a picture from which on the server's is quicker to come and looks the same. */
const LARGE = 500_000;

/**
 * @param {Pick<import("./types.js").Document, "media_type" | "size" | "preview_url">} document_
 * @param {boolean} showsPdf whether this browser shows PDFs inside a page
 * @returns {"empty" | "picture" | "made" | "pdf" | "text" | "none"} `made` is the server's picture
 */
export function previewSource({ media_type, size, preview_url }, showsPdf) {
  if (size === 0) return "empty";
  const kind = kindOf(media_type);
  // In a picture of a GIF nothing moves.
  const isBetterMade = kind === "pdf" ? !showsPdf : !isDrawn(media_type) || (size > LARGE && media_type !== "image/gif");
  if (preview_url && isBetterMade) return "made";
  if (isDrawn(media_type)) return "picture";
  if (kind === "pdf") return showsPdf ? "pdf" : "none";
  return kind === "text" || media_type.startsWith("text/") ? "text" : "none";
}
