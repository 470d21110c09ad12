// One job, as administrators see it.

import { html } from "../lib/html.js";
import { moment } from "../lib/moment.js";
import { strings } from "../strings.js";
import { icon } from "./icon.js";
import { when } from "./pieces.js";

/** @typedef {import("../lib/admin.js").AnyJob} AnyJob */
/** @typedef {{retry: (job: AnyJob) => void, discard: (job: AnyJob) => void}} JobActions */

const words = strings.admin;

const ICONS = { queued: "clock", running: "rotate-cw", succeeded: "circle-check", dead: "circle-alert", cancelled: "x" };

/** @param {AnyJob} job @param {JobActions} actions @returns {HTMLElement} */
export function adminJob(job, actions) {
  const { id, kind, state, error, cause } = job;
  return html`
    <li class="admin-job" data-id=${id}>
      <p class="admin-job-head"><span class="mark-word" data-state=${state}>${icon(ICONS[state])}${words.states[state]}</span><strong>${kind}</strong></p>
      ${error && html`<p>${error}</p>`}
      ${cause && html`<details class="raw"><summary>${words.cause}</summary><pre>${cause}</pre></details>`}
      <p class="secondary figures">${facts(job)}</p>
      ${state === "dead" && deadLetterButtons(job, actions)}
    </li>
  `;
}

/** @param {AnyJob} job @returns {(Node | string)[]} */
function facts({ state, progress, attempts, max_attempts, run_at, created_at, finished_at }) {
  const all = [words.attempts(attempts, max_attempts), " · ", words.asked, " ", when(created_at)];
  if (state === "running") all.push(" · ", words.percent(progress));
  if (state === "queued" && moment(run_at) > moment(created_at)) all.push(" · ", words.notBefore, " ", when(run_at));
  if (finished_at) all.push(" · ", words.ended, " ", when(finished_at));
  return all;
}

/** @param {AnyJob} job @param {JobActions} actions */
function deadLetterButtons(job, { retry, discard }) {
  const { id, kind } = job;
  return html`
    <div class="admin-buttons">
      <button class="button small" type="button" data-id=${`${id} retry`} aria-label=${words.retryOf(kind)} @click=${() => retry(job)}>${icon("rotate-ccw")}<span>${words.retry}</span></button>
      <button class="button small" type="button" data-id=${`${id} discard`} aria-label=${words.discardOf(kind)} @click=${() => discard(job)}>${icon("trash-2")}<span>${words.discard}</span></button>
    </div>
  `;
}
