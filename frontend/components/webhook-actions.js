// What can be done with a webhook. Each tells whether something was done.

import { messageOf } from "../lib/problem.js";
import { createWebhook, deleteWebhook, EVENTS, replaceSecret, updateWebhook } from "../lib/webhooks.js";
import { strings } from "../strings.js";
import { checkGroup } from "./check-group.js";
import { ask } from "./dialog.js";
import { showSecret } from "./secret-once.js";
import { toast } from "./toast-stack.js";

/** @typedef {import("../lib/webhooks.js").Webhook} Webhook */

const words = strings.webhooks;

/** @param {string} projectId @returns {Promise<boolean>} */
export function addWebhook(projectId) {
  let secret = "";
  const question = { title: words.create, fields: fieldsFor("", EVENTS.documents.slice(0, 1)), submit: words.createSubmit };
  const sent = ask(question, async ({ url, events }) => {
    ({ secret } = await createWebhook(projectId, { url: url.trim(), events: events.split(" ") }));
  });
  return sent.then((done) => {
    if (done) showSecret(secret);
    return done;
  });
}

/** @param {Webhook} webhook @returns {Promise<boolean>} */
export async function editWebhook({ id, url, events }) {
  const question = { title: words.editTitle, fields: fieldsFor(url, events), submit: strings.save };
  const done = await ask(question, (values) => updateWebhook(id, { url: values.url.trim(), events: values.events.split(" ") }));
  if (done) toast(words.saved);
  return done;
}

/** @param {Webhook} webhook @returns {Promise<boolean>} */
export async function switchWebhook({ id, active }) {
  try {
    await updateWebhook(id, { active: !active });
    toast(active ? words.switchedOff : words.switchedOn);
  } catch (error) {
    toast(messageOf(error), { error: true });
  }
  return true;
}

/** @param {Webhook} webhook @returns {Promise<boolean>} */
export async function rotateSecret({ id }) {
  let secret = "";
  const question = { title: words.rotateTitle, text: words.rotateText, fields: [], submit: words.rotateSubmit };
  const done = await ask(question, async () => {
    ({ secret } = await replaceSecret(id));
  });
  if (done) showSecret(secret);
  return done;
}

/** @param {Webhook} webhook @returns {Promise<boolean>} */
export async function removeWebhook({ id, url }) {
  const question = { title: words.removeTitle, text: words.removeText(url), fields: [], submit: words.removeSubmit, danger: true };
  const done = await ask(question, () => deleteWebhook(id));
  if (done) toast(words.removed);
  return done;
}

/** @param {string} url @param {string[]} chosen */
function fieldsFor(url, chosen) {
  const names = /** @type {Record<string, string>} */ (words.names);
  const groups = /** @type {Record<string, string>} */ (words.groups);
  const parts = Object.entries(EVENTS).map(([group, events]) => ({
    label: groups[group],
    options: events.map((event) => /** @type {[string, string]} */ ([event, names[event]])),
  }));
  return [
    { label: words.url, name: "url", type: "url", value: url, hint: words.urlHint, maxlength: 2000 },
    checkGroup({ label: words.events, name: "events", parts, chosen }),
  ];
}
