// What the trays at the bottom right have in common: a head that says how things are, folds the list
// away, and closes only where nothing is lost by it.

import { html } from "../lib/html.js";
import { icon } from "./icon.js";
import { iconButton } from "./pieces.js";

/**
 * @typedef {object} Look
 * @property {string} title
 * @property {string} line below it; "" where there is nothing to add
 * @property {number | null} share of the work that is done, from 0 to 1; null where none is under way
 * @property {boolean} closable
 */

/** The frame of one tray. */
export class TrayFrame {
  #title = html`<h2></h2>`;
  #line = html`<p class="secondary figures" hidden></p>`;
  #bar;
  #fold;
  #close;
  #words;
  #body;

  /**
   * @param {{label: string, overall: string, fold: string, unfold: string, close: string}} words
   * @param {() => void} close
   * @param {...Node} body
   */
  constructor(words, close, ...body) {
    this.#words = words;
    this.#body = html`<div class="tray-body">${body}</div>`;
    this.#bar = html`<progress max="1" aria-label=${words.overall}></progress>`;
    this.#fold = html`<button class="icon-button" type="button" @click=${() => this.fold(!this.#body.hidden)}></button>`;
    this.#close = iconButton(words.close, "x", close);
  }

  /** @param {HTMLElement} tray becomes one */
  attach(tray) {
    this.#body.id = `${tray.localName}-body`;
    this.#fold.setAttribute("aria-controls", this.#body.id);
    tray.className = "tray";
    tray.setAttribute("role", "region");
    tray.setAttribute("aria-label", this.#words.label);
    tray.append(html`<div class="tray-head"><div class="tray-title">${this.#title}${this.#line}</div>${this.#fold}${this.#close}</div>`, this.#bar, this.#body);
    this.fold(false);
  }

  /** @param {Look} look */
  show({ title, line, share, closable }) {
    this.#title.textContent = title;
    this.#line.textContent = line;
    this.#line.hidden = line === "";
    this.#bar.hidden = share === null;
    this.#bar.value = share ?? 0;
    this.#close.hidden = !closable;
  }

  /** @param {boolean} folded */
  fold(folded) {
    this.#body.hidden = folded;
    const label = folded ? this.#words.unfold : this.#words.fold;
    this.#fold.setAttribute("aria-expanded", String(!folded));
    this.#fold.setAttribute("aria-label", label);
    this.#fold.title = label;
    this.#fold.replaceChildren(icon(folded ? "chevron-up" : "chevron-down"));
  }
}
