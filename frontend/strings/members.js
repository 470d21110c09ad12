// Who is in a project.

import { count } from "./count.js";

export const tabs = {
  label: "Parts of the project",
  documents: "Documents",
  activity: "Activity",
  members: "Members",
  webhooks: "Webhooks",
};

export const members = {
  title: (/** @type {string} */ project) => `Members of ${project}`,
  heading: "Members",
  list: "Members",
  count: (/** @type {number} */ n) => count(n, "person", "people"),
  add: "Add a member",
  addText: "Whoever you add needs an account here, and sees the project at once.",
  email: "Email",
  role: "Role",
  addSubmit: "Add member",
  added: (/** @type {string} */ name) => `${name} is a member now`,
  you: "You",
  roles: { owner: "Owner", editor: "Editor", viewer: "Viewer" },
  choices: {
    owner: "Owner: everything, and who is a member",
    editor: "Editor: add, rename and delete documents",
    viewer: "Viewer: look and download",
  },
  addedAt: "added",
  menu: (/** @type {string} */ name) => `Actions for ${name}`,
  make: { owner: "Make owner", editor: "Make editor", viewer: "Make viewer" },
  aRole: { owner: "an owner", editor: "an editor", viewer: "a viewer" },
  changed: (/** @type {string} */ name, /** @type {string} */ aRole) => `${name} is ${aRole} now`,
  remove: "Remove member",
  removed: (/** @type {string} */ name) => `${name} is not a member any more`,
  leave: "Leave project",
  leaveTitle: (/** @type {string} */ project) => `Leave ${project}?`,
  leaveText: "You do not see it any more. What you added stays. Only an owner can let you in again.",
  left: (/** @type {string} */ project) => `You left ${project}`,
  stepDownTitle: (/** @type {string} */ aRole) => `Become ${aRole}?`,
  stepDownText: "Then you do not decide about members any more. Only another owner can make you one again.",
  stepDown: "Give up ownership",
  notOwner: "Owners decide who is a member.",
};
