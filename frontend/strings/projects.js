// The list of projects, and one project.

import { count } from "./count.js";

export const projects = {
  title: "Projects",
  create: "New project",
  emptyTitle: "Make your first project",
  empty: "A project holds the documents of one piece of work.",
  steps: [
    { icon: "folder", title: "Name it", text: "After what it is about: a boat, a client, a quarter." },
    { icon: "upload", title: "Drop files into it", text: "Anywhere on its page. Or paste them, or choose them." },
    { icon: "search", title: "Find them again", text: "Sort, filter, look inside. What you delete can be brought back." },
  ],
  nothing: "No documents yet",
  documents: (/** @type {number} */ n) => count(n, "document"),
  all: "All projects",
  more: "Load more projects",
  filter: "Find a project",
  found: (/** @type {number} */ n) => count(n, "project"),
  noMatchTitle: "No project has these words",
  noMatch: "We looked in names and descriptions. Try a shorter word.",
  clearFilter: "Show all projects",
  menu: (/** @type {string} */ name) => `Actions for ${name}`,
};

export const project = {
  name: "Name",
  description: "Description",
  descriptionHint: "Optional. What is kept here, and for whom.",
  createTitle: "New project",
  createSubmit: "Create project",
  edit: "Edit details",
  editTitle: "Edit project",
  editSubmit: "Save",
  remove: "Delete project",
  removeTitle: (/** @type {string} */ name) => `Delete ${name}?`,
  removeText: (/** @type {number} */ n) =>
    n === 0 ? "The project is empty. It cannot be brought back." : `${count(n, "document goes", "documents go")} with it. This cannot be undone.`,
  removeConfirm: (/** @type {string} */ name) => `Type “${name}” to confirm`,
  removeMismatch: "This is not the project's name.",
  saved: (/** @type {string} */ name) => `Saved ${name}`,
  removed: (/** @type {string} */ name) => `Deleted project ${name}`,
  lostTitle: "This project is gone",
  lost: "Its owner deleted it, or you are not a member any more. What you had open here cannot be changed now.",
  menu: "Project actions",
  roles: { owner: "You own this project", editor: "You can edit", viewer: "You can view" },
};
