import { form } from "../components/form.js";
import { sheet } from "../components/sheet.js";
import { html } from "../lib/html.js";
import { session, signIn } from "../lib/session.js";
import { strings } from "../strings.js";

const words = strings.signIn;

/** @type {import("../lib/router.js").PageFunction} */
export default function signInPage({ query }) {
  const fields = [
    { label: words.email, name: "email", type: "email", autocomplete: "username", maxlength: 254 },
    { label: words.password, name: "password", type: "password", autocomplete: "current-password" },
  ];
  const body = form({ fields, submit: words.submit }, ({ email, password }) => signIn(email.trim(), password));
  const other = html`
    <div class="stack">
      <p><a href="/forgot-password">${words.forgot}</a></p>
      <p>${words.other} <a href=${withQuery("/register", query)}>${words.otherLink}</a></p>
    </div>
  `;
  return { title: words.title, node: sheet(words.title, session.reason && notices[session.reason], body, other) };
}

const notices = { "signed-out": words.signedOut, elsewhere: words.elsewhere, "password-changed": words.changed, expired: words.expired };

/** @param {string} path @param {URLSearchParams} query @returns {string} keeps where to go afterwards */
export function withQuery(path, query) {
  return query.size > 0 ? `${path}?${query}` : path;
}
