// The rows of a tray: what stays is neither moved nor drawn anew, because that would take the focus from it.

import { html } from "../lib/html.js";

/** @typedef {HTMLElement & {focusButton: () => void}} Row */

/**
 * Rows, one for each thing.
 * @template Thing
 * @template {Row} OneRow
 */
export class TrayRows {
  node = html`<div role="list"></div>`;
  /** @type {Map<Thing, OneRow>} in the order in which they stand */ all = new Map();
  #make;

  /** @param {(thing: Thing) => OneRow} make */
  constructor(make) {
    this.#make = make;
  }

  /** @param {Thing[]} things that have a row from now on, in this order */
  arrange(things) {
    const before = [...this.all.values()];
    const rows = new Map(things.map((thing) => [thing, this.all.get(thing) ?? this.#make(thing)]));
    const lost = before.findIndex((row) => row.contains(document.activeElement) && ![...rows.values()].includes(row));
    for (const [thing, row] of this.all) if (!rows.has(thing)) row.remove();
    let next = this.node.firstElementChild;
    for (const row of rows.values()) {
      if (row === next) next = next.nextElementSibling;
      else this.node.insertBefore(row, next);
    }
    this.all = rows;
    if (lost !== -1) this.#focusNear(lost);
  }

  /** @param {number} index where the row was that had the focus */
  #focusNear(index) {
    const rows = [...this.all.values()];
    const next = rows[Math.min(index, rows.length - 1)];
    if (next) next.focusButton();
    else document.getElementById("content")?.focus();
  }
}
