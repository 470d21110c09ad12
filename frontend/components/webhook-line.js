// One webhook in the list of a project.

import { html } from "../lib/html.js";
import { strings } from "../strings.js";
import { actionMenu } from "./action-menu.js";
import { icon } from "./icon.js";
import { when } from "./pieces.js";

/** @typedef {import("../lib/webhooks.js").Webhook} Webhook */
/** @typedef {(webhook: Webhook) => void} Act */
/** @typedef {{edit: Act, turn: Act, rotate: Act, remove: Act}} WebhookActions */

const words = strings.webhooks;

/**
 * @param {Webhook} webhook
 * @param {WebhookActions} actions
 * @param {boolean} open whether its deliveries are shown below
 * @returns {HTMLElement}
 */
export function webhookLine(webhook, actions, open) {
  const { id, url, active, switched_off, failing_since, created_at } = webhook;
  return html`
    <li class="line" data-id=${id}>
      <div>
        <p>${mark(webhook)}<strong><bdi>${url}</bdi></strong></p>
        <p class="secondary">${told(webhook)}</p>
        ${!active && switched_off && html`<p class="secondary">${words.offBecause[switched_off]}</p>`}
        <p class="secondary figures">${words.addedAt} ${when(created_at)}${active && failing_since && [" · ", words.failing, " ", when(failing_since)]}</p>
        <a class="more-link" href=${open ? "?" : `?deliveries=${id}`} aria-expanded=${String(open)}>${open ? words.hideDeliveries : words.deliveries}</a>
      </div>
      ${actionMenu(words.menu(url), menuOf(webhook, actions))}
    </li>
  `;
}

/** @param {Webhook} webhook */
function mark({ active, failing_since }) {
  if (!active) return html`<span class="mark-word">${icon("power")}${words.off}</span>`;
  if (failing_since) return html`<span class="mark-word" data-state="dead">${icon("circle-alert")}${words.onFailing}</span>`;
  return html`<span class="mark-word" data-state="succeeded">${icon("circle-check")}${words.on}</span>`;
}

/** @param {Webhook} webhook @returns {string} what it is told */
function told({ events }) {
  const names = /** @type {Record<string, string | undefined>} */ (words.names);
  return events.map((event) => names[event] ?? event).join(", ");
}

/** @param {Webhook} webhook @param {WebhookActions} actions @returns {import("./action-menu.js").Action[]} */
function menuOf(webhook, { edit, turn, rotate, remove }) {
  return [
    { label: words.edit, icon: "pencil", act: () => edit(webhook) },
    { label: webhook.active ? words.switchOff : words.switchOn, icon: "power", act: () => turn(webhook) },
    { label: words.rotate, icon: "key-round", act: () => rotate(webhook) },
    { label: words.remove, icon: "trash-2", danger: true, act: () => remove(webhook) },
  ];
}
