// A button that opens a short list of actions, after the ARIA menu button pattern. The browser's
// popover closes it on Escape and on a click elsewhere.

import { html } from "../lib/html.js";
import { icon } from "./icon.js";

/** @typedef {{label: string, icon: string, danger?: boolean, act: () => void}} Action */

/** Pixels; the stylesheet makes menus so wide and their items so high. */
const WIDTH = 208;
const ITEM = 44;

class ActionMenu extends HTMLElement {
  /** @type {Action[]} */ actions = [];
  /** @type {HTMLButtonElement} */ #button = html`<button type="button" aria-haspopup="menu" aria-expanded="false"></button>`;
  /** @type {HTMLElement} */ #list = html`<div class="menu" role="menu" popover="auto"></div>`;

  connectedCallback() {
    if (this.#button.isConnected) return;
    this.#button.className = this.dataset.look ?? "icon-button";
    this.#button.setAttribute("aria-label", this.dataset.label ?? "");
    this.#list.setAttribute("aria-label", this.dataset.label ?? "");
    this.#button.append(...(this.children.length > 0 ? this.childNodes : [icon("ellipsis")]));
    this.#button.popoverTargetElement = this.#list;
    this.append(this.#button, this.#list);
    this.#button.addEventListener("click", (event) => this.#press(event));
    this.#button.addEventListener("keydown", (event) => this.#arrow(event));
    this.#list.addEventListener("keydown", (event) => this.#move(event));
    this.#list.addEventListener("beforetoggle", (event) => this.#toggle(/** @type {ToggleEvent} */ (event).newState === "open"));
  }

  /** @param {boolean} open */
  #toggle(open) {
    this.#button.setAttribute("aria-expanded", String(open));
    if (!open) return;
    this.#list.replaceChildren(...this.actions.map((action) => this.#item(action)));
    this.#place();
  }

  /** @param {Action} action */
  #item({ label, icon: name, danger, act }) {
    const run = () => {
      this.#list.hidePopover();
      this.#button.focus();
      act();
    };
    return html`
      <button class=${danger ? "menu-item danger" : "menu-item"} type="button" role="menuitem" tabindex="-1" @click=${run}>
        ${icon(name)}<span>${label}</span>
      </button>
    `;
  }

  /** Below the button, or above it where there is no room. */
  #place() {
    const at = this.#button.getBoundingClientRect();
    const height = this.actions.length * ITEM + 8;
    const below = at.bottom + 4 + height < innerHeight;
    this.#list.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - 4 - height)}px`;
    this.#list.style.left = `${Math.min(Math.max(8, at.right - WIDTH), innerWidth - WIDTH - 8)}px`;
  }

  /**
   * Does by hand what the browser would do of itself, so that the focus can move in the same breath.
   * @param {MouseEvent} event
   */
  #press(event) {
    event.preventDefault();
    if (this.#list.matches(":popover-open")) this.#list.hidePopover();
    else this.#open();
  }

  /** @param {KeyboardEvent} event */
  #arrow(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    event.stopPropagation();
    this.#open(event.key === "ArrowUp" ? -1 : 0);
  }

  /**
   * The focus moves at once: the "toggle" event comes later than the next key may.
   * @param {number} [first] the item that gets it
   */
  #open(first = 0) {
    this.#list.showPopover();
    this.#items().at(first)?.focus();
  }

  /** @param {KeyboardEvent} event */
  #move(event) {
    event.stopPropagation();
    const items = this.#items();
    const here = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      items.at(to % items.length)?.focus();
    } else if (event.key === "Tab") {
      this.#button.focus();
      this.#list.hidePopover();
    } else if (/^\S$/u.test(event.key)) {
      this.#jump(event.key.toLowerCase(), [...items.slice(here + 1), ...items.slice(0, here + 1)]);
    }
  }

  /** A letter goes to the next action that begins with it. @param {string} letter @param {HTMLElement[]} items */
  #jump(letter, items) {
    items.find((item) => item.textContent?.trim().toLowerCase().startsWith(letter))?.focus();
  }

  /** @returns {HTMLElement[]} */
  #items() {
    return [...this.#list.children].map((item) => /** @type {HTMLElement} */ (item));
  }
}

customElements.define("action-menu", ActionMenu);

/**
 * @param {string} label says what the actions are for
 * @param {Action[]} actions
 * @param {{look?: string, content?: Node}} [options] how the button looks: "…" unless told
 * @returns {HTMLElement}
 */
export function actionMenu(label, actions, { look, content } = {}) {
  return html`<action-menu data-label=${label} data-look=${look} .actions=${actions}>${content}</action-menu>`;
}
