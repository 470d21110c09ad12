// Tells screen readers what others see happen.

import { notices } from "./notices.js";

/** @type {Map<HTMLElement, string[]>} what is about to be said */
const pending = new Map();

/**
 * @param {string} message
 * @param {{urgent?: boolean}} [options] urgent interrupts: for failures
 */
export function announce(message, { urgent = false } = {}) {
  const region = /** @type {HTMLElement} */ (notices().querySelector(urgent ? "#announce-urgent" : "#announce"));
  const messages = pending.get(region);
  if (messages) {
    messages.push(message);
    return;
  }
  pending.set(region, [message]);
  region.textContent = "";
  // The same words twice are only read twice if the region was empty in between.
  setTimeout(() => {
    region.textContent = (pending.get(region) ?? []).join(" ");
    pending.delete(region);
  }, 50);
}
