// What was deployed last, for administrators, and how well deploying goes.

import { formatDuration } from "../lib/format.js";
import { html } from "../lib/html.js";
import { isGone, messageOf } from "../lib/problem.js";
import { strings } from "../strings.js";
import { icon } from "./icon.js";
import { notice } from "./notice.js";
import { when } from "./pieces.js";

/** @typedef {import("../lib/types-admin.js").Deployment} Deployment */
/** @typedef {import("../lib/types-admin.js").Deployments} Deployments */

const words = strings.admin.deployments;

/** How a verdict looks: the words that jobs have too. */
const LOOKS = { succeeded: "succeeded", failed: "dead", rolled_back: "cancelled", running: "running" };
const ICONS = { succeeded: "circle-check", failed: "circle-alert", rolled_back: "history", running: "rotate-cw" };

/** Characters that tell one commit, or one image, from the others. */
const SHORT = 12;

/** @returns {{node: HTMLElement, show: (deployments: Deployments) => void, fail: (error: unknown) => void}} */
export function deploymentsView() {
  const summary = html`<p class="secondary figures"></p>`;
  const trouble = notice();
  const list = html`<ul class="lines"></ul>`;
  const node = html`<section class="deployments-view"><h2>${words.title}</h2>${trouble.node}${summary}${list}</section>`;
  const show = (/** @type {Deployments} */ deployments) => {
    trouble.hide();
    summary.textContent = summaryOf(deployments.summary);
    list.replaceChildren(...deployments.items.map(line));
  };
  // What is shown stays.
  const fail = (/** @type {unknown} */ error) => trouble.say(isGone(error) ? words.unknown : words.unread(messageOf(error)));
  return { node, show, fail };
}

/** @param {Deployments["summary"]} summary */
function summaryOf({ days, deployments, successes_per_day, failure_rate, lead_time_seconds }) {
  if (failure_rate === null) return words.none(days);
  const lead = lead_time_seconds === null ? null : words.leadTime(formatDuration(lead_time_seconds));
  return [words.ended(deployments, days), words.aDay(successes_per_day), words.failed(failure_rate), lead].filter(Boolean).join(" · ");
}

/** @param {Deployment} deployment */
function line({ verdict, commit, digest, actor, migrations, started_at, ended_at, reason }) {
  const state = verdict ?? "running";
  const took = ended_at && ` · ${words.took(formatDuration((Date.parse(ended_at) - Date.parse(started_at)) / 1000))}`;
  return html`
    <li>
      <span class="mark-word" data-state=${LOOKS[state]}>${icon(ICONS[state])}${words.verdicts[state]}</span>
      <strong>${commit.slice(0, SHORT)}</strong>
      <p class="secondary figures">${when(started_at)} · ${words.by(actor)} · ${words.migrations(migrations)}${took}</p>
      <p class="secondary" title=${digest}>${words.image(digest.replace(/^sha256:/, "").slice(0, SHORT))}</p>
      ${reason && html`<p>${reason}</p>`}
    </li>
  `;
}
