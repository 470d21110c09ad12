import { form } from "../components/form.js";
import { sheet } from "../components/sheet.js";
import { html } from "../lib/html.js";
import { forgotPassword } from "../lib/mail-links.js";
import { strings } from "../strings.js";

const words = strings.forgotPassword;

/** @type {import("../lib/router.js").PageFunction} */
export default function forgotPasswordPage() {
  const fields = [{ label: strings.signIn.email, name: "email", type: "email", autocomplete: "username", maxlength: 254 }];
  const body = form({ fields, submit: words.submit }, async ({ email }) => {
    await forgotPassword(email.trim());
    const told = html`<div class="stack" role="status" tabindex="-1"><p>${words.sent(email.trim())}</p><p class="secondary">${words.nothing}</p></div>`;
    node.querySelector(".notice")?.remove();
    body.replaceWith(told);
    told.focus();
  });
  const back = html`<p>${words.other} <a href="/sign-in">${words.otherLink}</a></p>`;
  const node = sheet(words.title, words.text, body, back);
  return { title: words.title, node, bare: true };
}
