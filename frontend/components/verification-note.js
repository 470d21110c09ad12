// A quiet word to somebody whose address is not confirmed.

import { html } from "../lib/html.js";
import { sendVerification, whyMailCameBack } from "../lib/mail-links.js";
import { messageOf } from "../lib/problem.js";
import { session } from "../lib/session.js";
import { strings } from "../strings.js";

const words = strings.verification;

/** @returns {HTMLElement | null} nothing where the address is confirmed */
export function verificationNote() {
  if (!session.user || session.user.email_verified) return null;
  const news = html`<p role="status"></p>`;
  const note = html`
    <div class="notice verification" tabindex="-1">
      <p>${words.text(session.user.email)}</p>
      ${news}
      <button class="button" type="button" @click=${() => void again(note, news)}>${words.again}</button>
    </div>
  `;
  void tellWhatCameBack(news);
  return note;
}

/** Without an answer the note says what is certain. @param {HTMLElement} news */
async function tellWhatCameBack(news) {
  news.textContent = await whyMailCameBack().catch(() => null);
}

/** @param {HTMLElement} note @param {HTMLElement} news */
async function again(note, news) {
  try {
    const end = await sendVerification();
    news.textContent = words[end];
    if (end === "verified") leaveOnly(note, news);
  } catch (error) {
    news.textContent = messageOf(error);
  }
}

/** Nothing is to be done any more; the focus was on the button. @param {HTMLElement} note @param {HTMLElement} news */
function leaveOnly(note, news) {
  note.focus();
  for (const other of [...note.children]) if (other !== news) other.remove();
}
