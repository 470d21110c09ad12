// One person in a project, and what can be done about them.

import { ROLES } from "../lib/members.js";
import { html } from "../lib/html.js";
import { strings } from "../strings.js";
import { actionMenu } from "./action-menu.js";
import { when } from "./pieces.js";

/** @typedef {import("../lib/members.js").Member} Member */
/** @typedef {import("../lib/members.js").Role} Role */
/** @typedef {{change: (member: Member, role: Role) => void, remove: (member: Member) => void, leave: () => void}} MemberActions */

const words = strings.members;

/**
 * @param {Member} member
 * @param {{isMe: boolean, decides: boolean, actions: MemberActions}} around who looks at it
 * @returns {HTMLElement}
 */
export function memberLine(member, { isMe, decides, actions }) {
  const { user, role, added_at } = member;
  const menu = actionsFor(member, isMe, decides, actions);
  return html`
    <li class="line" data-id=${user.id}>
      <div>
        <p><strong><bdi>${user.name}</bdi></strong>${isMe && html`<span class="tag">${words.you}</span>`}</p>
        <p class="secondary figures"><bdi>${user.email}</bdi> · ${words.addedAt} ${when(added_at)}</p>
      </div>
      <p>${words.roles[role]}</p>
      ${menu.length > 0 && actionMenu(words.menu(user.name), menu)}
    </li>
  `;
}

/**
 * @param {Member} member
 * @param {boolean} isMe
 * @param {boolean} decides
 * @param {MemberActions} actions
 * @returns {import("./action-menu.js").Action[]}
 */
function actionsFor(member, isMe, decides, { change, remove, leave }) {
  const others = decides ? ROLES.filter((role) => role !== member.role) : [];
  const menu = others.map((role) => ({ label: words.make[role], icon: "user", act: () => change(member, role) }));
  if (isMe) return [...menu, { label: words.leave, icon: "log-out", danger: true, act: leave }];
  return decides ? [...menu, { label: words.remove, icon: "user-minus", danger: true, act: () => remove(member) }] : menu;
}
