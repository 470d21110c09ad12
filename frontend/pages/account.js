// Who one is here: the name that others see, the password, the look of this browser.

import { form } from "../components/form.js";
import { themeChoice } from "../components/theme-choice.js";
import { toast } from "../components/toast-stack.js";
import { verificationNote } from "../components/verification-note.js";
import { changeName, changePassword } from "../lib/account.js";
import { formatDay } from "../lib/format.js";
import { html } from "../lib/html.js";
import { session } from "../lib/session.js";
import { strings } from "../strings.js";

const words = strings.account;

/** @type {import("../lib/router.js").PageFunction} */
export default function accountPage({ signal }) {
  const node = html`
    <div class="page">
      <header class="page-head"><div><h1>${words.title}</h1>${whoAmI()}</div></header>
      ${verificationNote()}
      ${section("profile", words.profile, words.profileText, nameForm())}
      ${section("password", words.password, words.passwordText, passwordForm())}
      ${section("look", words.look, words.lookText, themeChoice(signal))}
    </div>
  `;
  return { title: words.title, node };
}

function whoAmI() {
  if (!session.user) return null;
  const { email, created_at, role } = session.user;
  const more = [words.since(formatDay(created_at)), ...(role === "admin" ? [words.admin] : [])];
  return html`<p class="secondary"><bdi>${email}</bdi> · ${more.join(" · ")}</p>`;
}

/** @param {string} id @param {string} title @param {string} text @param {HTMLElement} body */
function section(id, title, text, body) {
  return html`
    <section class="setting" aria-labelledby=${id}>
      <div><h2 id=${id}>${title}</h2><p class="secondary">${text}</p></div>
      ${body}
    </section>
  `;
}

function nameForm() {
  const fields = [{ label: words.name, name: "name", autocomplete: "name", maxlength: 100, value: session.user?.name }];
  return form({ fields, submit: words.saveName }, async ({ name }) => {
    await changeName(name);
    toast(words.nameSaved);
  });
}

function passwordForm() {
  const fields = [
    { label: words.current, name: "current_password", type: "password", autocomplete: "current-password" },
    { label: words.next, name: "new_password", type: "password", autocomplete: "new-password", hint: strings.register.passwordHint },
  ];
  const made = form({ fields, submit: words.savePassword }, async ({ current_password, new_password }) => {
    await changePassword(current_password, new_password);
    made.reset();
    toast(words.passwordSaved);
  });
  return made;
}
