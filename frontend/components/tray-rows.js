// The rows of a tray: what stays is neither moved nor drawn anew.

import { html } from "../lib/html.js";
import { arrange } from "./arrange.js";

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
    arrange(this.node, [...rows.values()]);
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
