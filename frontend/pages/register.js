import { form } from "../components/form.js";
import { sheet } from "../components/sheet.js";
import { html } from "../lib/html.js";
import { register } from "../lib/session.js";
import { strings } from "../strings.js";
import { withQuery } from "./sign-in.js";

const words = strings.register;

/** @type {import("../lib/router.js").PageFunction} */
export default function registerPage({ query }) {
  const fields = [
    { label: words.name, name: "name", autocomplete: "name", maxlength: 100, hint: words.nameHint },
    { label: strings.signIn.email, name: "email", type: "email", autocomplete: "username", maxlength: 254 },
    { label: strings.signIn.password, name: "password", type: "password", autocomplete: "new-password", hint: words.passwordHint },
  ];
  const body = form({ fields, submit: words.submit }, ({ name, email, password }) => register({ name, email: email.trim(), password }));
  const other = html`<p>${words.other} <a href=${withQuery("/sign-in", query)}>${words.otherLink}</a></p>`;
  return { title: words.title, node: sheet(words.title, null, body, other) };
}
