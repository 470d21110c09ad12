// Who is in a project. Owners add, change and remove; everybody else may look, and leave.

import { ask } from "../components/dialog.js";
import { form } from "../components/form.js";
import { memberLine } from "../components/member-line.js";
import { projectFrame } from "../components/project-frame.js";
import { redraw } from "../components/redraw.js";
import { toast } from "../components/toast-stack.js";
import { undisturbed } from "../components/undisturbed.js";
import { tell } from "../lib/events.js";
import { html } from "../lib/html.js";
import { addMember, changeRole, listMembers, removeMember, ROLES } from "../lib/members.js";
import { shortName } from "../lib/names.js";
import { isAbort, isGone, messageOf } from "../lib/problem.js";
import { readProject } from "../lib/projects.js";
import { navigate, revisit } from "../lib/router.js";
import { session } from "../lib/session.js";
import { strings } from "../strings.js";

/** @typedef {import("../lib/members.js").Member} Member */
/** @typedef {import("../lib/members.js").Role} Role */

const words = strings.members;

/** @type {import("../lib/router.js").PageFunction} */
export default async function membersPage({ params, signal }) {
  const project = await readProject(params.id, signal);
  const view = new MembersView(project, signal);
  await view.load();
  return { title: words.title(project.name), node: view.node };
}

class MembersView {
  /** @type {Member[]} */ #members = [];
  #count = html`<p class="secondary figures"></p>`;
  #list = html`<ul class="lines" aria-label=${words.list}></ul>`;
  #project;
  #signal;
  node;

  /** @param {import("../lib/types.js").Project} project @param {AbortSignal} signal */
  constructor(project, signal) {
    this.#project = project;
    this.#signal = signal;
    const list = html`
      <section class="setting" aria-labelledby="members">
        <div><h2 id="members">${words.heading}</h2>${this.#count}${!this.#decides && html`<p class="secondary">${words.notOwner}</p>`}</div>
        ${this.#list}
      </section>
    `;
    const body = this.#decides ? [list, this.#adding()] : [list];
    this.node = projectFrame(project, { part: "members", title: words.title, body, renew: () => void this.#refresh() }, signal);
  }

  get #decides() {
    return this.#project.role === "owner";
  }

  /** Reads all of them: a project has few. */
  async load() {
    /** @type {Member[]} */ const members = [];
    /** @type {string | null} */ let cursor = null;
    do {
      const page = await listMembers(this.#project.id, { cursor, signal: this.#signal });
      members.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor);
    this.#members = members;
    undisturbed(this.#list, () => this.#show());
  }

  #show() {
    this.#count.textContent = words.count(this.#members.length);
    const actions = {
      change: (/** @type {Member} */ member, /** @type {Role} */ role) => void this.#change(member, role),
      remove: (/** @type {Member} */ member) => void this.#remove(member),
      leave: () => void this.#leave(),
    };
    const lines = this.#members.map((member) => memberLine(member, { isMe: isMe(member), decides: this.#decides, actions }));
    redraw(this.#list, ...lines);
  }

  #adding() {
    const fields = [
      { label: words.email, name: "email", type: "email", maxlength: 254 },
      { label: words.role, name: "role", options: ROLES.toReversed().map((role) => [role, words.choices[role]]) },
    ];
    const made = form({ fields, submit: words.addSubmit }, async ({ email, role }) => {
      const { user } = await addMember(this.#project.id, email.trim(), role);
      toast(words.added(shortName(user.name)));
      made.reset();
      await this.#refresh();
    });
    return html`
      <section class="setting" aria-labelledby="add-member">
        <div><h2 id="add-member">${words.add}</h2><p class="secondary">${words.addText}</p></div>
        ${made}
      </section>
    `;
  }

  /** @param {Member} member @param {Role} role */
  async #change(member, role) {
    if (isMe(member)) return this.#stepDown(role);
    await this.#attempt(async () => {
      await changeRole(this.#project.id, member.user.id, role);
      toast(words.changed(shortName(member.user.name), words.aRole[role]), { undo: () => void this.#change({ ...member, role }, member.role) });
    });
  }

  /** Oneself: nobody but another owner can undo it, so it is asked for. @param {Role} role */
  async #stepDown(role) {
    const { stepDownTitle, stepDownText, stepDown, aRole } = words;
    const question = { title: stepDownTitle(aRole[role]), text: stepDownText, fields: [], submit: stepDown, danger: true };
    if (await ask(question, () => changeRole(this.#project.id, session.user?.id ?? "", role))) await revisit();
  }

  /** @param {Member} member */
  async #remove({ user, role }) {
    const back = () => this.#attempt(() => addMember(this.#project.id, user.email, role));
    await this.#attempt(async () => {
      await removeMember(this.#project.id, user.id);
      toast(words.removed(shortName(user.name)), { undo: () => void back() });
    });
  }

  async #leave() {
    const { id, name } = this.#project;
    const question = { title: words.leaveTitle(name), text: words.leaveText, fields: [], submit: words.leave, danger: true };
    if (!(await ask(question, () => removeMember(id, session.user?.id ?? "")))) return;
    toast(words.left(shortName(name)));
    tell("projects-changed", null);
    await navigate("/projects");
  }

  /** Does something and shows how things stand then, also where it failed. @param {() => Promise<unknown>} work */
  async #attempt(work) {
    try {
      await work();
    } catch (error) {
      toast(messageOf(error), { error: true });
    }
    await this.#refresh();
  }

  async #refresh() {
    try {
      await this.load();
    } catch (error) {
      // Whoever may not see the project any more is told so by the page.
      if (isGone(error)) await revisit();
      else if (!isAbort(error)) toast(messageOf(error), { error: true });
    }
  }
}

/** @param {Member} member */
function isMe({ user }) {
  return user.id === session.user?.id;
}
