// The drawings that pages show by `<use href="#name">`. They lie in the document itself: an address
// outside of it would be asked for again with every icon that appears, and in vain without a line.

import { html } from "./html.js";

const FILES = ["/icons.svg", "/mark.svg"];

/** Fetches the drawings and keeps them in the document. Without one of the files the app still works, so this never fails. */
export async function loadDrawings() {
  const drawings = await Promise.allSettled(FILES.map(drawing));
  const got = drawings.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  document.body.append(html`<div hidden>${got}</div>`);
}

/** @param {string} file @returns {Promise<Node>} */
async function drawing(file) {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file} answered ${response.status}`);
  const drawn = new DOMParser().parseFromString(await response.text(), "image/svg+xml");
  return document.importNode(drawn.documentElement, true);
}
