// The picture of a document, in a box of a fixed size: nothing moves when it comes. Where there is
// none, the box has a drawing that says what kind of file it is.

import { html } from "../lib/html.js";
import { kindOf } from "../lib/media-types.js";

/** @typedef {import("../lib/types.js").Document} Document */

/**
 * @param {HTMLElement} box of the class `picture`
 * @param {Document} document_
 * @param {() => Node[]} draw
 * @returns {HTMLElement} the same box
 */
export function framed(box, { thumbnail_url, media_type }, draw) {
  box.dataset.kind = kindOf(media_type);
  const drawn = () => box.replaceChildren(...draw());
  // An address ends after an hour or two, and somebody may scroll there later.
  if (thumbnail_url) box.append(html`<img src=${thumbnail_url} alt="" loading="lazy" @error=${drawn} />`);
  else drawn();
  return box;
}

/** @param {string} url @returns {Promise<HTMLImageElement | null>} ready to be shown, so that nothing flickers; null where it cannot be had */
export async function fetchPicture(url) {
  const image = html`<img src=${url} alt="" />`;
  try {
    await image.decode();
    return image;
  } catch {
    return null;
  }
}
