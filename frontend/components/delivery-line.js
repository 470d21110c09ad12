// One message to a webhook, and what came of it.

import { html } from "../lib/html.js";
import { strings } from "../strings.js";
import { icon } from "./icon.js";
import { when } from "./pieces.js";

/** @typedef {import("../lib/webhooks.js").Delivery} Delivery */

const words = strings.webhooks;
const LOOKS = { pending: ["clock", "running"], succeeded: ["circle-check", "succeeded"], failed: ["circle-alert", "dead"], dropped: ["x", "cancelled"] };

/** @param {Delivery} delivery @param {((delivery: Delivery) => void) | null} again null where nothing can be sent @returns {HTMLElement} */
export function deliveryLine(delivery, again) {
  const { id, event, state, attempts, body } = delivery;
  const names = /** @type {Record<string, string | undefined>} */ (words.names);
  const [drawing, look] = LOOKS[state];
  const last = attempts.at(-1);
  return html`
    <li class="line" data-id=${id}>
      <div>
        <p><span class="mark-word" data-state=${look}>${icon(drawing)}${words.states[state]}</span><strong>${names[event] ?? event}</strong></p>
        ${last?.error && html`<p>${last.error}</p>`}
        <p class="secondary figures">${facts(delivery)}</p>
        ${detail(words.body, body)}${detail(words.response, last?.response)}
      </div>
      ${again && state !== "pending" && againButton(id, names[event] ?? event, () => again(delivery))}
    </li>
  `;
}

/** @param {string} id @param {string} event @param {() => void} again */
function againButton(id, event, again) {
  return html`<button class="button small" type="button" data-id=${`${id} again`} aria-label=${words.againOf(event)} @click=${again}>${icon("send")}<span>${words.again}</span></button>`;
}

/** @param {Delivery} delivery @returns {(Node | string)[]} */
function facts({ attempts, next_attempt_at, created_at }) {
  const last = attempts.at(-1);
  const facts = [when(created_at), " · ", words.attempts(attempts.length)];
  if (last) facts.push(" · ", last.status === null ? words.noAnswer : words.status(last.status), " · ", words.took(last.duration_ms));
  if (next_attempt_at) facts.push(" · ", words.next, " ", when(next_attempt_at));
  return facts;
}

/** @param {string} title @param {string | undefined} text */
function detail(title, text) {
  return text && html`<details class="raw"><summary>${title}</summary><pre>${text}</pre></details>`;
}
