// Looks again and again, as long as somebody may see it.

/**
 * Looks every so often while the tab is in front, and at once when it comes back. One look at a time.
 * @param {() => Promise<void>} look must not fail
 * @param {number} every milliseconds between the end of one look and the next
 * @param {AbortSignal} signal ends it
 */
export function whileVisible(look, every, signal) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */ let timer;
  let looking = false;
  const wait = () => {
    clearTimeout(timer);
    if (!signal.aborted && !document.hidden) timer = setTimeout(() => void now(), every);
  };
  const now = async () => {
    if (looking || document.hidden) return;
    looking = true;
    await look();
    looking = false;
    wait();
  };
  document.addEventListener("visibilitychange", () => void now(), { signal });
  signal.addEventListener("abort", () => clearTimeout(timer));
  wait();
}
