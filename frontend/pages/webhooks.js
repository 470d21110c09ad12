// The addresses that are told what happens in a project. Whose deliveries are shown stands in the address.

import { DeliveryList } from "../components/delivery-list.js";
import { icon } from "../components/icon.js";
import { projectFrame } from "../components/project-frame.js";
import { redraw } from "../components/redraw.js";
import { emptyState } from "../components/states.js";
import { toast } from "../components/toast-stack.js";
import { undisturbed } from "../components/undisturbed.js";
import { addWebhook, editWebhook, removeWebhook, rotateSecret, switchWebhook } from "../components/webhook-actions.js";
import { webhookLine } from "../components/webhook-line.js";
import { html } from "../lib/html.js";
import { isAbort, messageOf } from "../lib/problem.js";
import { readProject } from "../lib/projects.js";
import { listWebhooks } from "../lib/webhooks.js";
import { strings } from "../strings.js";

/** @typedef {import("../lib/types.js").Project} Project */
/** @typedef {import("../lib/webhooks.js").Webhook} Webhook */

const words = strings.webhooks;

/** @type {import("../lib/router.js").PageFunction} */
export default async function webhooksPage({ params, query, signal }) {
  const project = await readProject(params.id, signal);
  if (project.role !== "owner") return { title: words.title(project.name), node: forOwners(project, signal) };
  const view = new WebhooksView(project, query.get("deliveries"), signal);
  await view.load();
  return { title: words.title(project.name), node: view.node, update: (changed) => view.open(changed.get("deliveries")) };
}

/** @param {Project} project @param {AbortSignal} signal */
function forOwners(project, signal) {
  const body = emptyState({ icon: "webhook", title: words.onlyOwnersTitle, text: words.onlyOwners });
  return projectFrame(project, { part: "webhooks", title: words.title, body }, signal);
}

class WebhooksView {
  /** @type {Webhook[]} */ #webhooks = [];
  #told = "";
  #place = html`<div></div>`;
  #project;
  #open;
  #signal;
  /** Ends the looking at deliveries that are not shown any more. */
  #closing = new AbortController();
  node;

  /** @param {Project} project @param {string | null} open the id of the webhook whose deliveries are shown @param {AbortSignal} signal */
  constructor(project, open, signal) {
    this.#project = project;
    this.#open = open;
    this.#signal = signal;
    const body = html`<section aria-labelledby="webhooks"><h2 id="webhooks" class="visually-hidden">${words.heading}</h2><p class="secondary">${words.text}</p>${this.#place}</section>`;
    this.node = projectFrame(project, { part: "webhooks", title: words.title, primary: this.#createButton(), body, renew: () => void this.#again() }, signal);
  }

  async load() {
    const { items } = await listWebhooks(this.#project.id, this.#signal);
    const told = JSON.stringify(items);
    // What has not changed stays, with the deliveries that are shown of it.
    if (told === this.#told) return;
    this.#told = told;
    this.#webhooks = items;
    undisturbed(this.#place, () => this.#show());
  }

  /** @param {string | null} id */
  open(id) {
    this.#open = id;
    this.#show();
  }

  #createButton() {
    return html`<button class="button primary" type="button" @click=${() => void this.#after(addWebhook(this.#project.id))}>${icon("plus")}<span>${words.create}</span></button>`;
  }

  #show() {
    this.#closing.abort();
    this.#closing = new AbortController();
    if (this.#webhooks.length === 0) return redraw(this.#place, emptyState({ icon: "webhook", title: words.emptyTitle, text: words.empty }));
    redraw(this.#place, html`<ul class="lines" aria-label=${words.list}>${this.#webhooks.map((webhook) => this.#line(webhook))}</ul>`);
  }

  /** @param {Webhook} webhook */
  #line(webhook) {
    const isOpen = webhook.id === this.#open;
    const line = webhookLine(webhook, this.#actions(), isOpen);
    if (isOpen) line.append(new DeliveryList(webhook, AbortSignal.any([this.#signal, this.#closing.signal])).node);
    return line;
  }

  /** @returns {import("../components/webhook-line.js").WebhookActions} */
  #actions() {
    return {
      edit: (webhook) => void this.#after(editWebhook(webhook)),
      turn: (webhook) => void this.#after(switchWebhook(webhook)),
      rotate: (webhook) => void this.#after(rotateSecret(webhook)),
      remove: (webhook) => void this.#after(removeWebhook(webhook)),
    };
  }

  /** @param {Promise<boolean>} action whether something was done */
  async #after(action) {
    if (await action) await this.#again();
  }

  async #again() {
    try {
      await this.load();
    } catch (error) {
      if (!isAbort(error)) toast(messageOf(error), { error: true });
    }
  }
}
