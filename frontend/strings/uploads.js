// Uploads, under way and failed.

import { count } from "./count.js";

export const tray = {
  label: "Uploads",
  uploading: (/** @type {number} */ n) => `Uploading ${count(n, "file")}`,
  done: (/** @type {number} */ n) => `${count(n, "file")} uploaded`,
  failed: (/** @type {number} */ n) => `${count(n, "upload")} did not finish`,
  cancelled: "Uploads cancelled",
  paused: "Uploads are paused",
  noLine: "They go on by themselves when Quayside can be reached.",
  soFar: (/** @type {number} */ done, /** @type {number} */ all) => `${done.toLocaleString("en-GB")} of ${all.toLocaleString("en-GB")} done`,
  failedSoFar: (/** @type {number} */ n) => `${n.toLocaleString("en-GB")} failed`,
  overall: "Progress of all uploads",
  more: (/** @type {number} */ n) => `and ${count(n, "more", "more")}`,
  fold: "Fold uploads",
  unfold: "Show uploads",
  close: "Close uploads",
  retryAll: "Retry all",
  cancelAll: "Cancel all",
  removeAll: "Remove all",
  waiting: "Waiting",
  finishing: "Checking and storing",
  complete: "Uploaded",
  wasCancelled: "Cancelled. Nothing was stored.",
  sent: (/** @type {string} */ sent, /** @type {string} */ all) => `${sent} of ${all}`,
  firstAttempt: (/** @type {number} */ s) => `The first attempt is still being finished. Looking again in ${count(s, "second")}.`,
  busy: (/** @type {number} */ s) => `Quayside is busy. Trying again in ${count(s, "second")}.`,
  show: (/** @type {string} */ name) => `Show ${name}`,
  cancel: (/** @type {string} */ name) => `Cancel upload of ${name}`,
  retry: (/** @type {string} */ name) => `Retry upload of ${name}`,
  remove: (/** @type {string} */ name) => `Remove ${name} from the list`,
  progressOf: (/** @type {string} */ name) => `Progress of ${name}`,
  announceDone: (/** @type {string} */ name) => `${name} uploaded`,
  announceShare: (/** @type {number} */ percent, /** @type {string} */ left) => `Uploads: ${percent} percent${left ? `, ${left}` : ""}`,
  announceFailed: (/** @type {string} */ name, /** @type {string} */ why) => `${name} was not uploaded. ${why}`,
  announceFailures: (/** @type {number} */ n, /** @type {string} */ why) => `${count(n, "file was", "files were")} not uploaded. The first: ${why}`,
};

export const uploadFailures = {
  offline: "You are offline. Nothing of this file is stored yet. It begins again by itself when you are back.",
  broken: "The connection broke. Nothing of this file is stored yet. It begins again by itself when Quayside can be reached.",
  mayHaveArrived: "The connection broke before we heard whether it arrived. It begins again by itself; there will be no second copy.",
  fileGone: "This file was changed, moved or deleted on your computer before it was sent. Nothing was stored. Add it again.",
  noProject: "The project is not here any more, or no longer yours to see. Nothing was stored.",
  mayNot: "You may look at this project, but not add to it. Nothing was stored. Its owner can give you that right.",
};
