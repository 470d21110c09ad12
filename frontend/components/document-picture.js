// Pictures in the grid that have no thumbnail: small ones are shown themselves, once their card has
// been in sight for a moment. Large ones keep their drawing: a grid must not fetch a hundred megabytes
// because somebody scrolls through it.

import { linkTo } from "../lib/documents.js";
import { html } from "../lib/html.js";
import { isDrawn } from "../lib/media-types.js";

/** @typedef {import("../lib/types.js").Document} Document */

/** Bytes up to which a picture is its own thumbnail: a screenful is a few megabytes at most. */
const SMALL = 262_144;

/** Milliseconds in sight, so that those who scroll past ask for nothing. */
const PAUSE = 200;

/** @type {WeakMap<Element, {document_: Document, timer?: ReturnType<typeof setTimeout>}>} */
const waiting = new WeakMap();

const watch = new IntersectionObserver(
  (seen) => {
    for (const { target, isIntersecting } of seen) notice(target, isIntersecting);
  },
  { rootMargin: "100px" },
);

/** @param {HTMLElement} tile @param {Document} document_ */
export function showSoon(tile, document_) {
  if (!isDrawn(document_.media_type) || document_.size > SMALL || document_.size === 0 || document_.deleted_at) return;
  waiting.set(tile, { document_ });
  watch.observe(tile);
}

/** @param {Element} tile @param {boolean} inSight */
function notice(tile, inSight) {
  const one = waiting.get(tile);
  if (!one) return;
  clearTimeout(one.timer);
  if (inSight) one.timer = setTimeout(() => void fetchPicture(tile, one.document_), PAUSE);
}

/** @param {Element} tile @param {Document} document_ */
async function fetchPicture(tile, { id }) {
  watch.unobserve(tile);
  waiting.delete(tile);
  try {
    const image = html`<img src=${await linkTo(id, "inline")} alt="" />`;
    await image.decode();
    tile.replaceChildren(image);
  } catch {
    // The drawing stays: it was right before, too.
  }
}
