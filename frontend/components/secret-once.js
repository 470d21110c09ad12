// A secret that is shown once, in a dialog of its own.

import { announce } from "../lib/announce.js";
import { html } from "../lib/html.js";
import { strings } from "../strings.js";
import { dialog } from "./dialog.js";
import { icon } from "./icon.js";

const words = strings.webhooks;

/** @param {string} secret */
export function showSecret(secret) {
  const input = html`<input class="secret" readonly value=${secret} aria-label=${words.secret} spellcheck="false" @focus=${() => input.select()} />`;
  const label = html`<span>${words.copy}</span>`;
  const copy = async () => {
    const told = await navigator.clipboard.writeText(secret).then(
      () => words.copied,
      () => words.notCopied,
    );
    if (told === words.notCopied) input.focus();
    label.textContent = told === words.copied ? told : words.copy;
    announce(told);
  };
  const shown = dialog(
    words.secretTitle,
    words.secretText,
    html`
      <div class="secret-row">${input}<button class="button" type="button" @click=${() => void copy()}>${icon("copy")}${label}</button></div>
      <div class="form-actions"><button class="button primary" type="button" @click=${() => shown.close()}>${words.done}</button></div>
    `,
  );
}
