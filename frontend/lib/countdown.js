// Counts down to the moment at which something may be tried again.

import { strings } from "../strings.js";
import { announce } from "./announce.js";

/**
 * @param {HTMLElement} text says it, as long as it is there
 * @param {number} seconds
 */
export function countDown(text, seconds) {
  const until = Date.now() + seconds * 1000;
  const timer = setInterval(() => {
    if (!text.isConnected) return clearInterval(timer);
    const left = Math.ceil((until - Date.now()) / 1000);
    // The first words were read out; the numbers after them are for those who look.
    text.setAttribute("aria-live", "off");
    text.textContent = left > 0 ? strings.problems.too_many_requests(left) : strings.problems.again;
    if (left > 0) return;
    clearInterval(timer);
    announce(strings.problems.again);
  }, 1000);
}
