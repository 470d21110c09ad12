// The keyboard in a list: one item at a time is in the order of Tab, the arrows move.

/** @typedef {"preview" | "rename" | "remove" | "end"} Wish */

/** @type {Record<string, Wish>} */
const WISHES = { Delete: "remove", F2: "rename", " ": "preview", End: "end" };

/** Lets the arrows move through items and tells what the other keys wish. */
export class ListKeys {
  /** @type {Element | null} */ #current = null;
  /** @type {WeakSet<Element>} */ #known = new WeakSet();
  #layout;
  #act;
  #moved;

  /**
   * @param {import("./document-items.js").Layout} layout
   * @param {{act: (id: string, wish: Wish) => void, moved: (id: string) => void}} host
   */
  constructor(layout, { act, moved }) {
    this.#layout = layout;
    this.#act = act;
    this.#moved = moved;
    layout.body.addEventListener("keydown", (event) => this.#press(event));
    layout.body.addEventListener("focusin", (event) => this.point(itemOf(event)));
  }

  /** Takes items that were added out of the order of Tab, and sees to it that one is in it. */
  settle() {
    for (const item of this.#layout.body.children) {
      if (this.#known.has(item)) continue;
      this.#known.add(item);
      reach(item, false);
    }
    if (!this.#current?.isConnected) this.point(this.#layout.body.firstElementChild);
  }

  /** @param {Element | null} item the one that Tab comes to from now on */
  point(item) {
    if (!item || item === this.#current) return;
    if (this.#current) reach(this.#current, false);
    this.#current = item;
    this.#known.add(item);
    reach(item, true);
  }

  /** @param {Element | null | undefined} item */
  focus(item) {
    if (!item) return;
    this.point(item);
    /** @type {HTMLElement | null} */ (item.querySelector("a, button"))?.focus();
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const item = itemOf(event);
    if (!item || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const id = item.dataset.id ?? "";
    const wish = WISHES[event.key];
    const to = this.#target(item, event.key);
    // On a button, Space presses it.
    if (wish && (event.target instanceof HTMLAnchorElement || event.key !== " ")) this.#act(id, wish);
    else if (to instanceof HTMLElement) this.#move(to);
    else return;
    event.preventDefault();
  }

  /** @param {HTMLElement} item */
  #move(item) {
    this.focus(item);
    this.#moved(item.dataset.id ?? "");
  }

  /** @param {Element} item @param {string} key @returns {Element | null | undefined} where an arrow leads */
  #target(item, key) {
    const { children } = this.#layout.body;
    if (key === "Home") return children[0];
    const columns = this.#layout.columns();
    const sideways = columns > 1 ? 1 : 0;
    const step = { ArrowDown: columns, ArrowUp: -columns, ArrowRight: sideways, ArrowLeft: -sideways }[key];
    if (!step) return null;
    const here = [...children].indexOf(item);
    const last = children.length - 1;
    // A last row that is not full has its end below everything in the row above.
    const belowEnd = key === "ArrowDown" && here + step > last && Math.floor(last / columns) > Math.floor(here / columns);
    return children[belowEnd ? last : here + step];
  }
}

/** @param {Event} event @returns {HTMLElement | null} */
function itemOf({ target }) {
  return target instanceof Element ? target.closest(".item") : null;
}

/** @param {Element} item @param {boolean} on whether Tab comes to its controls */
function reach(item, on) {
  for (const control of item.querySelectorAll("a, button:not([role])")) /** @type {HTMLElement} */ (control).tabIndex = on ? 0 : -1;
}
