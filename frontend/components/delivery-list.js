// What was sent to a webhook, the latest first. It looks again while something is under way.

import { html } from "../lib/html.js";
import { isAbort, messageOf } from "../lib/problem.js";
import { listDeliveries, redeliver } from "../lib/webhooks.js";
import { whileVisible } from "../lib/while-visible.js";
import { strings } from "../strings.js";
import { deliveryLine } from "./delivery-line.js";
import { Rows } from "./rows.js";
import { toast } from "./toast-stack.js";

/** @typedef {import("../lib/webhooks.js").Delivery} Delivery */

const words = strings.webhooks;

/** Milliseconds between two looks. */
const EVERY = 3000;

/** The deliveries of one webhook. */
export class DeliveryList {
  /** @type {Delivery[]} older ones than the first page */ #older = [];
  /** @type {string | null} */ #cursor = null;
  #list = html`<ul class="lines"></ul>`;
  #none = html`<p>${words.noDeliveries}</p>`;
  #more = html`<div class="list-foot"><button class="button" type="button" @click=${() => void this.#next()}>${words.more}</button></div>`;
  #rows = new Rows(this.#list, (/** @type {Delivery} */ delivery) => deliveryLine(delivery, this.#webhook.active ? (one) => void this.#again(one) : null));
  #webhook;
  #signal;
  /** @type {Delivery[]} */ #first = [];
  node;

  /** @param {import("../lib/webhooks.js").Webhook} webhook @param {AbortSignal} signal */
  constructor(webhook, signal) {
    this.#webhook = webhook;
    this.#signal = signal;
    this.#none.hidden = true;
    this.#more.hidden = true;
    this.node = html`<section class="deliveries" aria-label=${words.deliveriesOf(webhook.url)}>${this.#none}${this.#list}${this.#more}</section>`;
    void this.#look();
    whileVisible(() => this.#look(), EVERY, signal);
  }

  /** What fails to be read is tried again soon. */
  async #look() {
    try {
      const { items, next_cursor } = await listDeliveries(this.#webhook.id, { signal: this.#signal });
      this.#first = items;
      if (this.#older.length === 0) this.#cursor = next_cursor;
      this.#show();
    } catch {
      // What is shown stays.
    }
  }

  async #next() {
    try {
      const page = await listDeliveries(this.#webhook.id, { cursor: this.#cursor, signal: this.#signal });
      this.#older.push(...page.items);
      this.#cursor = page.next_cursor;
      this.#show();
    } catch (error) {
      if (!isAbort(error)) toast(messageOf(error), { error: true });
    }
  }

  #show() {
    const ids = new Set(this.#first.map(({ id }) => id));
    const all = [...this.#first, ...this.#older.filter(({ id }) => !ids.has(id))];
    this.#rows.show(all);
    this.#none.hidden = all.length > 0;
    this.#more.hidden = this.#cursor === null;
  }

  /** @param {Delivery} delivery */
  async #again({ id }) {
    try {
      await redeliver(this.#webhook.id, id);
      toast(words.sentAgain);
    } catch (error) {
      toast(messageOf(error), { error: true });
    }
    await this.#look();
  }
}
