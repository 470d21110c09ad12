// "2 minutes ago" is true for a minute. One clock for the page keeps all such times true, and rests in a
// tab that nobody looks at.

import { formatTime, formatUntil } from "./format.js";

/** Milliseconds between two looks: what is said is never older. */
const BEAT = 10_000;

/** Ways to say a time, by the `data-says` of its element. */
const WAYS = { ago: formatTime, until: formatUntil };

/** Begins to keep the times of this page true. */
export function keepTimes() {
  const look = () => void (document.hidden || renew(document, new Date()));
  setInterval(look, BEAT);
  document.addEventListener("visibilitychange", look);
}

/** @param {Pick<Document, "querySelectorAll">} page @param {Date} now */
export function renew(page, now) {
  for (const time of page.querySelectorAll("time[data-says]")) {
    const say = WAYS[/** @type {keyof typeof WAYS} */ (time.getAttribute("data-says"))];
    const words = say(time.getAttribute("datetime") ?? "", now);
    // What is still true is left alone: nothing is laid out anew, and no selection is lost.
    if (time.textContent !== words) time.textContent = words;
  }
}
