// Where the link of the mail leads that lets somebody choose a new password.

import { form } from "../components/form.js";
import { sheet } from "../components/sheet.js";
import { html } from "../lib/html.js";
import { resetPassword, tokenHere } from "../lib/mail-links.js";
import { navigate } from "../lib/router.js";
import { session } from "../lib/session.js";
import { strings } from "../strings.js";

const words = strings.resetPassword;

/** @type {import("../lib/router.js").PageFunction} */
export default function resetPasswordPage() {
  const token = tokenHere();
  if (!token) return { title: words.wrong.title, node: dead("wrong"), bare: true };
  const fields = [{ label: words.password, name: "password", type: "password", autocomplete: "new-password", hint: strings.register.passwordHint }];
  const body = form({ fields, submit: words.submit }, async ({ password }) => {
    const end = await resetPassword(token, password);
    if (end === "done") return void navigate("/sign-in", { replace: true });
    const told = end === "others" ? changed() : dead(end);
    const heading = told.querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    node.replaceWith(told);
    heading?.focus();
  });
  const back = html`<p>${words.other} <a href="/sign-in">${words.otherLink}</a></p>`;
  const node = sheet(words.title, words.text, body, back);
  return { title: words.title, node, bare: true };
}

/** @param {import("../lib/mail-links.js").Over} why */
function dead(why) {
  const { title, text } = words[why];
  return sheet(title, null, html`<p>${text}</p>`, html`<p><a href="/forgot-password">${words.again}</a></p>`);
}

/** It was somebody else's than of whoever is signed in here. */
function changed() {
  const { title, text } = words.others;
  return sheet(title, null, html`<p>${text(session.user?.email ?? "")}</p>`, html`<p><a href="/projects">${strings.verifyEmail.projects}</a></p>`);
}
