// A list that is read again and again: what has not changed stays as it is, with its open details, its
// selected text and the focus.

import { arrange } from "./arrange.js";
import { keepFocus } from "./redraw.js";

/**
 * @template {{id: string}} Item
 */
export class Rows {
  /** @type {Map<string, {told: string, row: Element}>} */ #made = new Map();
  #place;
  #make;

  /** @param {Element} place @param {(item: Item) => Element} make */
  constructor(place, make) {
    this.#place = place;
    this.#make = make;
  }

  /** @param {Item[]} items */
  show(items) {
    const made = new Map(items.map((item) => [item.id, this.#renew(item)]));
    this.#made = made;
    const rows = [...made.values()].map(({ row }) => row);
    keepFocus(this.#place, () => arrange(this.#place, rows));
  }

  /** @param {Item} item */
  #renew(item) {
    const told = JSON.stringify(item);
    const before = this.#made.get(item.id);
    return before?.told === told ? before : { told, row: this.#make(item) };
  }
}
