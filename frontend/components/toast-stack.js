// Short messages at the edge of the page, some with Undo.

import { announce } from "../lib/announce.js";
import { html } from "../lib/html.js";
import { notices } from "../lib/notices.js";
import { strings } from "../strings.js";
import { icon } from "./icon.js";
import { iconButton } from "./pieces.js";

/** Milliseconds that a message stays; a pointer or the focus on it stops the clock. */
const STAY = 10_000;

/** Three are enough: what is older can be found under "Deleted". */
const MOST = 3;

/**
 * @typedef {object} Options
 * @property {() => void} [undo]
 * @property {boolean} [error]
 * @property {{label: string, act: () => void}} [action]
 * @property {boolean} [stays] until somebody takes it away
 */

class ToastStack extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", strings.toasts);
  }

  /** @param {HTMLElement} toast @param {boolean} stays */
  show(toast, stays) {
    this.append(toast);
    if (stays) toast.dataset.stays = "";
    else limit(toast);
    const passing = this.querySelectorAll(".toast:not([data-stays])");
    if (passing.length > MOST) take(/** @type {HTMLElement} */ (passing[0]));
  }

  /** Takes away what was said to somebody who is not here any more. */
  clear() {
    for (const toast of this.querySelectorAll(".toast:not([data-stays])")) toast.remove();
  }
}

customElements.define("toast-stack", ToastStack);

/**
 * @param {string} message
 * @param {Options} [options]
 * @returns {(message: string) => void} changes the words while it is there
 */
export function toast(message, { undo, error = false, action, stays = false } = {}) {
  const stack = /** @type {ToastStack | null} */ (notices().querySelector("toast-stack"));
  const text = html`<p>${message}</p>`;
  const wish = action ?? (undo && { label: strings.undo, act: undo });
  const act = () => {
    if (!action) take(made);
    wish?.act();
  };
  /** @type {HTMLElement} */
  const made = html`
    <div class=${error ? "toast error" : "toast"}>
      ${icon(error ? "circle-alert" : stays ? "rotate-ccw" : "check")}
      ${text}
      ${wish && html`<button class="toast-undo" type="button" @click=${act}>${wish.label}</button>`}
      ${iconButton(strings.dismiss, "x", () => take(made))}
    </div>
  `;
  listen(made);
  stack?.show(made, stays);
  announce(message, { urgent: error });
  return (next) => {
    if (text.textContent !== next) text.textContent = next;
  };
}

/** Takes it away after a while in which nobody looked at it. @param {HTMLElement} toast */
function limit(toast) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */ let timer;
  const watch = () => {
    clearTimeout(timer);
    timer = setTimeout(() => (toast.matches(":hover, :focus-within") ? watch() : toast.remove()), STAY);
  };
  for (const name of ["pointerenter", "pointerleave", "focusin", "focusout"]) toast.addEventListener(name, watch);
  watch();
}

/** Where the focus was before it came here. @type {HTMLElement | null} */
let before = null;

/** @param {HTMLElement} toast */
function listen(toast) {
  toast.addEventListener("focusin", ({ relatedTarget }) => {
    if (relatedTarget instanceof HTMLElement && !relatedTarget.closest("toast-stack")) before = relatedTarget;
  });
  toast.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    // A dialog below it stays open.
    event.preventDefault();
    take(toast);
  });
}

/** The focus goes back, or at least to the page. @param {HTMLElement} toast */
function take(toast) {
  const hadFocus = toast.contains(document.activeElement);
  toast.remove();
  if (!hadFocus) return;
  const next = before?.isConnected ? before : document.getElementById("content");
  next?.focus({ preventScroll: true });
}
