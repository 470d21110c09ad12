// What the stack's mail server got; scripts/test says where it shows it.

import { eventually } from "./screen.js";

const SERVER = process.env.MAIL_URL ?? "http://localhost:8025";

/**
 * @param {string} email
 * @param {string} subject
 * @returns {Promise<string>} the address in the latest mail to somebody about something, soon
 */
export async function linkIn(email, subject) {
  /** @type {any} */ let mail;
  await eventually(async () => {
    const mails = await (await fetch(`${SERVER}/messages`)).json();
    mail = mails.findLast((/** @type {any} */ one) => one.to.includes(email) && one.subject === subject);
    if (!mail) throw new Error(`no mail “${subject}” to ${email}`);
  });
  return /^https?:\/\/\S+#\S+$/m.exec(mail.text)?.[0] ?? "";
}
