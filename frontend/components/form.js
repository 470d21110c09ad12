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
 * @property {string[][]} [options] value and label of each, where it is a choice of one
 */

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | HTMLFieldSetElement} Control */

/** @param {Field} asked @returns {HTMLElement} */
export function field(asked) {
  const { label, name, type, hint } = asked;
  const id = `field-${name}-${newKey().slice(0, 6)}`;
  const input = inputFor(asked, id, `${hint ? `${id}-hint ` : ""}${id}-error`);
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

/** @param {Field} field @param {string} id @param {string} described */
function inputFor({ name, type = "text", value, autocomplete = "off", maxlength, optional, multiline, options }, id, described) {
  const choices = options?.map(([one, text]) => html`<option value=${one}>${text}</option>`);
  const input = choices
    ? html`<select id=${id} name=${name} aria-describedby=${described}>${choices}</select>`
    : multiline
      ? html`<textarea id=${id} name=${name} rows="3" maxlength=${maxlength} aria-describedby=${described}></textarea>`
      : html`<input id=${id} name=${name} type=${type} autocomplete=${autocomplete} maxlength=${maxlength} aria-describedby=${described} />`;
  if (value !== undefined) input.value = value;
  input.required = !optional;
  return input;
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
  const missing = controls(made).filter(isMissing);
  if (missing.length > 0) return point(made, Object.fromEntries(missing.map(({ name }) => [name, strings.required])));
  made.setAttribute("aria-busy", "true");
  try {
    await send(Object.fromEntries(controls(made).map((control) => [control.name, valueIn(control)])));
  } catch (error) {
    if (!point(made, error instanceof ApiError ? error.fields : {})) showError(made, error);
  } finally {
    made.removeAttribute("aria-busy");
  }
}

/** A password may be made of spaces; everything else needs a letter. @param {Control} control */
function isMissing(control) {
  const value = valueIn(control);
  if (control instanceof HTMLFieldSetElement) return value === "";
  return control.required && (control.autocomplete.endsWith("password") ? value : value.trim()) === "";
}

/** @param {Control} control @returns {string} of a group of boxes, the values of those that are ticked, with spaces between */
function valueIn(control) {
  if (!(control instanceof HTMLFieldSetElement)) return control.value;
  const boxes = /** @type {HTMLInputElement[]} */ ([...control.elements]);
  return boxes.filter(({ checked }) => checked).map(({ value }) => value).join(" ");
}

/**
 * Shows messages beside their fields and goes to the first.
 * @param {HTMLFormElement} made
 * @param {Record<string, string>} messages by field name
 * @returns {boolean} whether there was a field for each
 */
function point(made, messages) {
  const wrong = controls(made).filter(({ name }) => messages[name]);
  for (const control of wrong) {
    if (!(control instanceof HTMLFieldSetElement)) control.setAttribute("aria-invalid", "true");
    reveal(/** @type {HTMLElement} */ (made.querySelector(`#${control.id}-error`)), messages[control.name]);
  }
  const [first] = wrong;
  /** @type {HTMLElement | undefined} */ (first instanceof HTMLFieldSetElement ? first.elements[0] : first)?.focus();
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
  for (const control of controls(made)) control.removeAttribute("aria-invalid");
  for (const place of made.querySelectorAll(".form-error, .field-error")) /** @type {HTMLElement} */ (place).hidden = true;
}

/** @param {HTMLFormElement} made @returns {Control[]} a group of boxes is one, its boxes have no names */
function controls(made) {
  return /** @type {Control[]} */ ([...made.elements].filter((one) => /** @type {Control} */ (one).name && !(one instanceof HTMLButtonElement)));
}
