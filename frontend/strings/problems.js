// What went wrong, what is safe, and what to do.

import { count } from "./count.js";

export const problems = {
  network: "We cannot reach Quayside. Check your connection and try again. What is stored is safe.",
  offline: "You are offline. What is stored is safe. Try again when you are back.",
  timeout: "Quayside took too long to answer. What is stored is safe. Try again in a moment.",
  unauthorized: "Your session has ended. Please sign in again.",
  invalid_credentials: "Email and password do not match. Check both and try again.",
  forbidden: "You may look at this project, but not change it. Its owner can give you that right.",
  cross_site: "The browser did not say that this request comes from Quayside. Reload the page and try again.",
  registration_closed: "New accounts are made by invitation here. Ask the person who runs this Quayside.",
  not_found: "This is not here any more. It may have been deleted.",
  email_taken: "There is already an account with this address. Sign in instead.",
  already_verified: "Your address is confirmed already.",
  link_used: "This link has been used.",
  link_expired: "This link has expired.",
  already_member: "This person is a member already.",
  last_owner: "A project needs an owner. Make somebody else an owner first.",
  too_many_webhooks: "This project has as many webhooks as it may have. Delete one that is not needed.",
  webhook_inactive: "This webhook is off. Switch it on, then send again.",
  not_dead: "This job is no dead letter any more. Somebody was quicker, or it has run again.",
  already_queued: "The same work waits already, and there is one of it at a time. Discard this one, or wait for the other.",
  idempotency_in_flight: "The first attempt is still being finished. Wait a moment, then try again.",
  idempotency_key_reused: "This file has changed since the first attempt. Add it again.",
  payload_too_large: (/** @type {string | null} */ limit) =>
    `This file is larger than Quayside accepts${limit === null ? "" : ` (${limit})`}. Nothing was stored.`,
  too_large: "The project is too large to be packed into one file. Its documents can be downloaded one by one.",
  quota_exceeded: "The project has no room for this file. Delete something, or ask its owner.",
  unsupported_media_type: "Files of this type are not accepted here. Nothing was stored.",
  invalid_input: "Something needs another look. See the marked field.",
  misdirected_request: "Quayside does not answer under this address. Ask the person who runs it.",
  internal: "Something went wrong on our side. What is stored is safe. Try again in a moment.",
  unavailable: "Quayside is busy or being looked after. What is stored is safe. Try again in a moment.",
  unexpected: "Something went wrong. What is stored is safe. Reload the page and try again.",
  again: "You can try again now.",
  /** @param {number | null} seconds */
  too_many_requests: (seconds) => {
    if (seconds === null) return "Too many attempts. Wait a little, then try again.";
    return `Too many attempts. Try again in ${seconds < 90 ? count(seconds, "second") : count(Math.ceil(seconds / 60), "minute")}.`;
  },
};

/** Where our words are better than the server's, by field and code. */
export const fieldProblems = /** @type {Record<string, string>} */ ({
  "email.malformed": "This does not look like an email address.",
  "email.required": "Please enter your email address.",
  "email.unknown_person": "Nobody here has this address. Ask them to create an account first.",
  "password.required": "Please enter a password.",
  "password.too_short": "Use at least 10 characters.",
  "password.too_long": "Use at most 71 characters (fewer with accents or emoji).",
  "new_password.too_short": "Use at least 10 characters.",
  "new_password.too_long": "Use at most 71 characters (fewer with accents or emoji).",
  "current_password.wrong_password": "This is not your current password.",
  "current_password.too_long": "This is not your current password.",
  "name.required": "Please enter a name.",
  "name.too_long": "This name is too long.",
  "name.forbidden_character": "A name cannot contain / or \\ or control characters.",
});
