import { form } from "../components/form.js";
import { toast } from "../components/toast-stack.js";
import { changeName, changePassword } from "../lib/account.js";
import { html } from "../lib/html.js";
import { session } from "../lib/session.js";
import { strings } from "../strings.js";

const words = strings.account;

/** @type {import("../lib/router.js").PageFunction} */
export default function accountPage() {
  const node = html`
    <div class="page narrow-page">
      <header class="page-head"><h1>${words.title}</h1></header>
      <section class="panel" aria-labelledby="profile"><h2 id="profile">${words.profile}</h2>
        <p class="secondary">${words.email}: <bdi>${session.user?.email}</bdi></p>
        ${nameForm()}
      </section>
      <section class="panel" aria-labelledby="password"><h2 id="password">${words.password}</h2>${passwordForm()}</section>
    </div>
  `;
  return { title: words.title, node };
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
