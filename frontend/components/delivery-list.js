// What was sent to a webhook, the latest first. It looks again and again while somebody may see it.

import { html } from "../lib/html.js";
import { Newest } from "../lib/newest.js";
import { isAbort, messageOf } from "../lib/problem.js";
import { listDeliveries, redeliver } from "../lib/webhooks.js";
import { whileVisible } from "../lib/while-visible.js";
import { strings } from "../strings.js";
import { deliveryLine } from "./delivery-line.js";
import { Rows } from "./rows.js";
import { toast } from "./toast-stack.js";

/** @typedef {import("../lib/webhooks.js").Delivery} Delivery */

const words = strings.webhooks;

const PAGE = 20;

/** Milliseconds between two looks. */
const EVERY = 3000;

/** The deliveries of one webhook. */
export class DeliveryList {
  #list = html`<ul class="lines"></ul>`;
  #none = html`<p>${words.noDeliveries}</p>`;
  #more = html`<div class="list-foot"><button class="button" type="button" @click=${() => void this.#next()}>${words.more}</button></div>`;
  #rows = new Rows(this.#list, (/** @type {Delivery} */ delivery) => deliveryLine(delivery, this.#webhook.active ? (one) => void this.#again(one) : null));
  #webhook;
  #deliveries;
  node;

  /** @param {import("../lib/webhooks.js").Webhook} webhook @param {AbortSignal} signal */
  constructor(webhook, signal) {
    this.#webhook = webhook;
    this.#deliveries = new Newest((page) => listDeliveries(webhook.id, { ...page, signal }), PAGE);
    this.#none.hidden = true;
    this.#more.hidden = true;
    this.node = html`<section class="deliveries" aria-label=${words.deliveriesOf(webhook.url)}>${this.#none}${this.#list}${this.#more}</section>`;
    void this.#look();
    whileVisible(() => this.#look(), EVERY, signal);
  }

  /** What fails to be read is tried again soon. */
  async #look() {
    try {
      await this.#deliveries.renew();
      this.#show();
    } catch {
      // What is shown stays.
    }
  }

  async #next() {
    try {
      await this.#deliveries.more();
      this.#show();
    } catch (error) {
      if (!isAbort(error)) toast(messageOf(error), { error: true });
    }
  }

  #show() {
    const { all, hasMore } = this.#deliveries;
    this.#rows.show(all);
    this.#none.hidden = all.length > 0;
    this.#more.hidden = !hasMore;
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
