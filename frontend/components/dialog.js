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
 * @param {import("./form.js").Field[]} question.fields
 * @param {string} question.submit
 * @param {boolean} [question.danger]
 * @param {(values: Record<string, string>) => Promise<unknown>} send
 * @returns {Promise<boolean>} whether it was sent
 */
export function ask({ title, text, fields, submit, danger }, send) {
  return new Promise((resolve) => {
    let sent = false;
    const close = () => dialog.close();
    const body = form({ fields, submit, danger, cancel: close }, async (values) => {
      await send(values);
      sent = true;
      close();
    });
    const dialog = frame(title, text, body);
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(sent);
    });
    document.body.append(dialog);
    showModal(dialog);
    begin(body);
  });
}

/** @param {string} title @param {string | undefined} text @param {Node} body @returns {HTMLDialogElement} */
function frame(title, text, body) {
  const id = `dialog-${newKey().slice(0, 6)}`;
  const dialog = html`
    <dialog class="dialog" aria-labelledby=${id}>
      <header>
        <h2 id=${id}>${title}</h2>
        <button class="icon-button" type="button" aria-label=${strings.close} @click=${() => dialog.close()}>${icon("x")}</button>
      </header>
      ${text && html`<p>${text}</p>`}
      ${body}
    </dialog>
  `;
  return dialog;
}

/**
 * Puts the cursor where typing makes sense; of a file's name only the stem is selected.
 * @param {HTMLFormElement} body
 */
function begin(body) {
  const first = /** @type {HTMLInputElement | null} */ (body.querySelector("input, textarea"));
  first?.focus();
  const dot = first?.value.lastIndexOf(".") ?? -1;
  first?.setSelectionRange(0, dot > 0 ? dot : first.value.length);
}
