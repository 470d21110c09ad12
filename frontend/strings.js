// Every word that a person reads: the ones of every page here, the others in strings/. Short, plain, second person, no blame.

import * as activity from "./strings/activity.js";
import * as admin from "./strings/admin.js";
import * as documents from "./strings/documents.js";
import * as format from "./strings/format.js";
import * as frame from "./strings/frame.js";
import * as jobs from "./strings/jobs.js";
import * as mailLinks from "./strings/mail-links.js";
import * as members from "./strings/members.js";
import * as people from "./strings/people.js";
import * as preview from "./strings/preview.js";
import * as problems from "./strings/problems.js";
import * as projects from "./strings/projects.js";
import * as search from "./strings/search.js";
import * as uploads from "./strings/uploads.js";
import * as webhooks from "./strings/webhooks.js";

export const strings = {
  app: "Quayside",
  tagline: "A calm place for your team's files.",
  loading: "Loading",
  retry: "Try again",
  cancel: "Cancel",
  close: "Close",
  save: "Save",
  undo: "Undo",
  dismiss: "Dismiss",
  reveal: "Show what you type",
  /** @param {string} page */
  title: (page) => `${page} · Quayside`,
  toasts: "Notifications",
  required: "Please fill this in.",

  ...admin,
  ...frame,
  ...people,
  ...mailLinks,
  ...members,
  ...activity,
  ...webhooks,
  ...projects,
  ...search,
  ...documents,
  ...preview,
  ...uploads,
  ...jobs,
  ...format,
  ...problems,
};
