// Tells screen readers what others see happen.

/**
 * @param {string} message
 * @param {{urgent?: boolean}} [options] urgent interrupts: for failures
 */
export function announce(message, { urgent = false } = {}) {
  const region = document.getElementById(urgent ? "announce-urgent" : "announce");
  if (!region) return;
  region.textContent = "";
  // The same words twice are only read twice if the region was empty in between.
  setTimeout(() => (region.textContent = message), 50);
}
