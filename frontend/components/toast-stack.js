// Short messages at the edge of the page, some with Undo.

import { announce } from "../lib/announce.js";
import { html } from "../lib/html.js";
import { strings } from "../strings.js";
import { icon } from "./icon.js";

/** Milliseconds that a message stays; a pointer or the focus on it stops the clock. */
const STAY = 10_000;

class ToastStack extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", strings.toasts);
  }

  /** @param {HTMLElement} toast */
  show(toast) {
    this.append(toast);
    let timer = 0;
    const start = () => (timer = setTimeout(() => toast.remove(), STAY));
    const stop = () => clearTimeout(timer);
    const restart = () => {
      stop();
      start();
    };
    for (const name of ["pointerenter", "focusin"]) toast.addEventListener(name, stop);
    for (const name of ["pointerleave", "focusout"]) toast.addEventListener(name, restart);
    start();
    // Three are enough: what is older can be found under "Deleted".
    while (this.children.length > 3) this.firstElementChild?.remove();
  }
}

customElements.define("toast-stack", ToastStack);

/**
 * @param {string} message
 * @param {{undo?: () => void, error?: boolean}} [options]
 */
export function toast(message, { undo, error = false } = {}) {
  const stack = /** @type {ToastStack | null} */ (document.querySelector("toast-stack"));
  const back = () => {
    made.remove();
    undo?.();
  };
  /** @type {HTMLElement} */
  const made = html`
    <div class=${error ? "toast error" : "toast"}>
      ${icon(error ? "circle-alert" : "check")}
      <p>${message}</p>
      ${undo && html`<button class="toast-undo" type="button" @click=${back}>${strings.undo}</button>`}
      <button class="icon-button" type="button" aria-label=${strings.dismiss} @click=${() => made.remove()}>${icon("x")}</button>
    </div>
  `;
  stack?.show(made);
  announce(message, { urgent: error });
}
