// Forms: labelled fields, errors beside them, and one way to send them.

import { countDown } from "../lib/countdown.js";
import { html } from "../lib/html.js";
import { newKey } from "../lib/key.js";
import { ApiError, messageOf } from "../lib/problem.js";
import { strings } from "../strings.js";
import { icon } from "./icon.js";

/**
 * @typedef {object} Field
 * @property {string} label
 * @property {string} name as the API calls it, so that its errors find the field
 * @property {string} [type]
 * @property {string} [value]
 * @property {string} [hint]
 * @property {string} [autocomplete]
 * @property {number} [maxlength]
 * @property {boolean} [optional]
 * @property {boolean} [multiline]
 */

/** @param {Field} field @returns {HTMLElement} */
export function field({ label, name, type = "text", value = "", hint, autocomplete = "off", maxlength, optional, multiline }) {
  const id = `field-${name}-${newKey().slice(0, 6)}`;
  const described = `${hint ? `${id}-hint ` : ""}${id}-error`;
  const input = multiline
    ? html`<textarea id=${id} name=${name} rows="3" maxlength=${maxlength} aria-describedby=${described}></textarea>`
    : html`<input id=${id} name=${name} type=${type} autocomplete=${autocomplete} maxlength=${maxlength} aria-describedby=${described} />`;
  input.value = value;
  input.required = !optional;
  const control = type === "password" ? html`<div class="password">${input}${revealer(input)}</div>` : input;
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      ${control}
      ${hint && html`<p class="hint" id=${`${id}-hint`}>${hint}</p>`}
      <p class="field-error" id=${`${id}-error`} hidden></p>
    </div>
  `;
}

/** A look at what was typed saves typing it twice. @param {HTMLInputElement} input */
function revealer(input) {
  const show = () => {
    const hidden = input.type === "password";
    input.type = hidden ? "text" : "password";
    button.setAttribute("aria-pressed", String(hidden));
    button.replaceChildren(icon(hidden ? "eye-off" : "eye"));
  };
  const button = html`<button class="icon-button" type="button" aria-label=${strings.reveal} aria-pressed="false" @click=${show}>${icon("eye")}</button>`;
  return button;
}

/**
 * @param {{fields: (Field | HTMLElement)[], submit: string, danger?: boolean, cancel?: () => void}} content
 * @param {(values: Record<string, string>) => Promise<unknown>} send errors of the API are shown in the form
 * @returns {HTMLFormElement}
 */
export function form({ fields, submit, danger = false, cancel }, send) {
  const made = html`
    <form class="form" novalidate>
      <div class="form-error" role="alert" hidden></div>
      ${fields.map((one) => (one instanceof HTMLElement ? one : field(one)))}
      <div class="form-actions">
        ${cancel && html`<button class="button" type="button" @click=${cancel}>${strings.cancel}</button>`}
        <button class=${danger ? "button danger" : "button primary"} type="submit">${submit}</button>
      </div>
    </form>
  `;
  made.addEventListener("submit", (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    void attempt(made, send);
  });
  return made;
}

/** @param {HTMLFormElement} made @param {(values: Record<string, string>) => Promise<unknown>} send */
async function attempt(made, send) {
  if (made.hasAttribute("aria-busy")) return;
  clear(made);
  const missing = inputs(made).filter((input) => input.required && isBlank(input));
  if (missing.length > 0) return point(made, Object.fromEntries(missing.map(({ name }) => [name, strings.required])));
  made.setAttribute("aria-busy", "true");
  try {
    await send(Object.fromEntries(inputs(made).map(({ name, value }) => [name, value])));
  } catch (error) {
    if (!point(made, error instanceof ApiError ? error.fields : {})) showError(made, error);
  } finally {
    made.removeAttribute("aria-busy");
  }
}

/** A password may be made of spaces; everything else needs a letter. @param {HTMLInputElement | HTMLTextAreaElement} input */
function isBlank({ autocomplete, value }) {
  return (autocomplete.endsWith("password") ? value : value.trim()) === "";
}

/**
 * Shows messages beside their fields and goes to the first.
 * @param {HTMLFormElement} made
 * @param {Record<string, string>} messages by field name
 * @returns {boolean} whether there was a field for each
 */
function point(made, messages) {
  const wrong = inputs(made).filter(({ name }) => messages[name]);
  for (const input of wrong) {
    input.setAttribute("aria-invalid", "true");
    reveal(/** @type {HTMLElement} */ (made.querySelector(`#${input.id}-error`)), messages[input.name]);
  }
  wrong[0]?.focus();
  return wrong.length > 0 && wrong.length === Object.keys(messages).length;
}

/** @param {HTMLFormElement} made @param {unknown} error */
function showError(made, error) {
  const text = reveal(/** @type {HTMLElement} */ (made.querySelector(".form-error")), messageOf(error));
  if (error instanceof ApiError && error.status === 429 && error.retryAfter) countDown(text, error.retryAfter);
}

/** @param {HTMLElement} place @param {string} message @returns {HTMLElement} the words */
function reveal(place, message) {
  const text = html`<span>${message}</span>`;
  place.replaceChildren(icon("circle-alert"), text);
  place.hidden = false;
  return text;
}

/** @param {HTMLFormElement} made */
function clear(made) {
  for (const input of inputs(made)) input.removeAttribute("aria-invalid");
  for (const place of made.querySelectorAll(".form-error, .field-error")) /** @type {HTMLElement} */ (place).hidden = true;
}

/** @param {HTMLFormElement} made @returns {(HTMLInputElement | HTMLTextAreaElement)[]} */
function inputs(made) {
  return [...made.querySelectorAll("input, textarea")].map((one) => /** @type {HTMLInputElement} */ (one));
}
