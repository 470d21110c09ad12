// The place in a long list: which row was at the top of the screen, and how far the list had been read.
// It is kept with the entry of the browser's history, so that Back and reload come to the same rows.

/**
 * @typedef {object} Place
 * @property {number} rows how many were loaded
 * @property {string | null} id the row to come back to; null at the top, where new documents should be seen
 * @property {number} top pixels of it below the edge of the window
 */

/** Milliseconds of rest after which a scroll counts as done. */
const REST = 100;

/** Pixels that the toolbar covers, or nearly. */
const COVERED = 120;

/** @returns {Place | null} of the entry of the history that one is on */
export function savedPlace() {
  return history.state?.place ?? null;
}

/**
 * Keeps the place of what is shown until the signal.
 * @param {() => Place | null} read null while there is nothing to keep
 * @param {AbortSignal} signal
 * @returns {() => void} keeps it now
 */
export function keepPlace(read, signal) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */ let timer;
  const save = () => {
    clearTimeout(timer);
    const place = signal.aborted ? null : read();
    if (place) history.replaceState({ ...history.state, place }, "");
  };
  const rest = () => {
    clearTimeout(timer);
    timer = setTimeout(save, REST);
  };
  addEventListener("scroll", rest, { signal, passive: true });
  // A click may lead away, before the scroll has come to rest.
  addEventListener("click", save, { signal, capture: true });
  return save;
}

/** @param {Element} body @returns {Place} */
export function placeIn(body) {
  const rows = body.children.length;
  if (scrollY < 1) return { rows, id: null, top: 0 };
  const items = /** @type {HTMLElement[]} */ ([...body.children]);
  const first = items.find((item) => item.getBoundingClientRect().bottom > COVERED) ?? items.at(-1);
  return { rows, id: first?.dataset.id ?? null, top: first?.getBoundingClientRect().top ?? 0 };
}

/** @param {HTMLElement | undefined} item @param {Place} place scrolls until it is where it was */
export function goTo(item, { top }) {
  if (item) scrollBy({ top: item.getBoundingClientRect().top - top, behavior: "instant" });
}

/** @param {(Element | null | undefined)[]} items the first that outlives it stays where it is on the screen @param {() => void} change whatever happens around it */
export function heldStill(items, change) {
  const before = items.map((item) => ({ item, top: item?.getBoundingClientRect().top ?? 0 }));
  change();
  const held = before.find(({ item }) => item?.isConnected);
  if (held?.item && scrollY > 0) scrollBy({ top: held.item.getBoundingClientRect().top - held.top, behavior: "instant" });
}
