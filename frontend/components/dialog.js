// Questions that need an answer before anything else. The browser's <dialog> keeps the focus inside,
// closes on Escape and gives the focus back.

import { html } from "../lib/html.js";
import { newKey } from "../lib/key.js";
import { showModal } from "../lib/notices.js";
import { strings } from "../strings.js";
import { form } from "./form.js";
import { icon } from "./icon.js";

/**
 * Asks with a form; the dialog stays open until `send` succeeds or the person gives up.
 * @param {object} question
 * @param {string} question.title
 * @param {string} [question.text]
 * @param {(import("./form.js").Field | HTMLElement)[]} question.fields
 * @param {string} question.submit
 * @param {boolean} [question.danger]
 * @param {(values: Record<string, string>) => Promise<unknown>} send
 * @returns {Promise<boolean>} whether it was sent
 */
export function ask({ title, text, fields, submit, danger }, send) {
  return new Promise((resolve) => {
    let sent = false;
    const close = () => asking.close();
    const body = form({ fields, submit, danger, cancel: close }, async (values) => {
      await send(values);
      sent = true;
      close();
    });
    const asking = dialog(title, text, body);
    asking.addEventListener("close", () => resolve(sent));
    begin(body);
  });
}

/**
 * Shows something that has to be looked at first. It is gone once it is closed.
 * @param {string} title
 * @param {string | undefined} text
 * @param {Node} body
 * @returns {HTMLDialogElement} open
 */
export function dialog(title, text, body) {
  const made = frame(title, text, body);
  made.addEventListener("close", () => made.remove());
  document.body.append(made);
  showModal(made);
  return made;
}

/** @param {string} title @param {string | undefined} text @param {Node} body @returns {HTMLDialogElement} */
function frame(title, text, body) {
  const id = `dialog-${newKey().slice(0, 6)}`;
  const made = html`
    <dialog class="dialog" aria-labelledby=${id}>
      <header>
        <h2 id=${id}>${title}</h2>
        <button class="icon-button" type="button" aria-label=${strings.close} @click=${() => made.close()}>${icon("x")}</button>
      </header>
      ${text && html`<p>${text}</p>`}
      ${body}
    </dialog>
  `;
  return made;
}

/**
 * Puts the cursor where typing makes sense; of a file's name only the stem is selected.
 * @param {HTMLFormElement} body
 */
function begin(body) {
  const first = /** @type {HTMLInputElement | null} */ (body.querySelector("input:not([type=checkbox]), textarea"));
  first?.focus();
  if (first?.type !== "text") return;
  const dot = first.value.lastIndexOf(".");
  first.setSelectionRange(0, dot > 0 ? dot : first.value.length);
}
