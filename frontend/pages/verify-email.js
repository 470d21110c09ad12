// Where the link of the mail leads that asks whose mailbox it is.

import { sheet } from "../components/sheet.js";
import { html } from "../lib/html.js";
import { sendVerification, tokenHere, verifyEmail } from "../lib/mail-links.js";
import { messageOf } from "../lib/problem.js";
import { session } from "../lib/session.js";
import { strings } from "../strings.js";

const words = strings.verifyEmail;

/** @type {import("../lib/router.js").PageFunction} */
export default async function verifyEmailPage() {
  const { title, text } = words[await verifyEmail(tokenHere())];
  return { title, node: sheet(title, null, html`<p>${text}</p>`, wayOn()), bare: true };
}

/** Who is signed in may have another link sent from here. */
function wayOn() {
  if (!session.user) return html`<p><a href="/sign-in">${words.signIn}</a></p>`;
  if (session.user.email_verified) return html`<p><a href="/projects">${words.projects}</a></p>`;
  const place = html`<div class="stack" role="status"></div>`;
  place.append(html`<button class="button" type="button" @click=${() => void again(place)}>${words.again}</button>`);
  return place;
}

/** @param {HTMLElement} place where the button stands, and then the answer */
async function again(place) {
  try {
    const end = await sendVerification();
    place.replaceChildren(html`<p>${words[end]}</p>`, html`<p><a href="/projects">${words.projects}</a></p>`);
  } catch (error) {
    place.prepend(html`<p>${messageOf(error)}</p>`);
  }
}
