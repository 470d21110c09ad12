// What the stack's mail server got; scripts/test says where it shows it.

import { eventually } from "./screen.js";

const SERVER = process.env.MAIL_URL ?? "http://localhost:8025";

/**
 * @param {string} email
 * @param {string} subject
 * @param {string} [older] the link of an older mail, which is not meant
 * @returns {Promise<string>} the address in the latest mail to somebody about something, soon
 */
export async function linkIn(email, subject, older) {
  let link = "";
  await eventually(async () => {
    const mails = await (await fetch(`${SERVER}/messages`)).json();
    const mail = mails.findLast((/** @type {any} */ one) => one.to.includes(email) && one.subject === subject);
    link = /^https?:\/\/\S+#\S+$/m.exec(mail?.text)?.[0] ?? "";
    if (!link || link === older) throw new Error(`no new mail “${subject}” to ${email}`);
  });
  return link;
}
