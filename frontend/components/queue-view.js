// How the queue is doing: what needs somebody, the numbers, the kinds, the workers, the schedules.

import { formatDuration } from "../lib/format.js";
import { html } from "../lib/html.js";
import { countOf, kindsOf, writeQueueState } from "../lib/queue-state.js";
import { strings } from "../strings.js";
import { icon } from "./icon.js";
import { when } from "./pieces.js";
import { redraw } from "./redraw.js";

/** @typedef {import("../lib/types-admin.js").System} System */

const words = strings.admin;

/** @returns {{node: HTMLElement, show: (system: System) => void}} */
export function queueView() {
  const alerts = html`<div class="admin-alerts" role="status"></div>`;
  const numbers = html`<dl class="numbers"></dl>`;
  const kinds = html`<div></div>`;
  const workers = html`<ul class="lines"></ul>`;
  const schedules = html`<ul class="lines"></ul>`;
  const node = html`
    <div class="queue-view">
      ${alerts}${numbers}
      ${section(words.kinds, words.kindsText, kinds)}
      ${section(words.workers, null, workers)}
      ${section(words.schedules, null, schedules)}
    </div>
  `;
  let warned = "";
  const show = (/** @type {System} */ system) => {
    const found = warningsOf(system);
    // Said again it would be read out again.
    if (JSON.stringify(found) !== warned) alerts.replaceChildren(...found.map(warning));
    warned = JSON.stringify(found);
    numbers.replaceChildren(...numbersOf(system));
    redraw(kinds, kindTable(system));
    workers.replaceChildren(...(system.workers.length > 0 ? system.workers.map((worker) => workerLine(worker, system.at)) : [html`<li>${words.noWorkers}</li>`]));
    schedules.replaceChildren(...system.schedules.map(scheduleLine));
  };
  return { node, show };
}

/** @param {string} title @param {string | null} text @param {HTMLElement} body */
function section(title, text, body) {
  return html`<section><h2>${title}</h2>${text && html`<p class="secondary">${text}</p>`}${body}</section>`;
}

/** @param {System} system @returns {[string, string][]} title and text of what needs somebody */
function warningsOf({ unknown_kinds, workers, integrity }) {
  /** @type {[string, string][]} */ const found = [];
  if (!workers.some(({ alive }) => alive)) found.push([words.noWorkerTitle, words.noWorker]);
  if (unknown_kinds.length > 0) found.push([words.unknownTitle, words.unknown(unknown_kinds.join(", "))]);
  if (integrity.damaged.length > 0) found.push([words.damagedTitle, words.damaged(integrity.damaged.map(({ document_id }) => document_id).join(", "))]);
  return found;
}

/** @param {[string, string]} warning */
function warning([title, text]) {
  return html`<div class="warning">${icon("triangle-alert")}<p><strong>${title}</strong> ${text}</p></div>`;
}

/** @param {System} system @returns {HTMLElement[]} */
function numbersOf(system) {
  const { numbers, oldest, nobodyWaits, atATime, deadHint, noDead, ofWorkers } = words;
  const dead = countOf(system, "dead");
  const waited = system.oldest_runnable_seconds;
  const alive = system.workers.filter((worker) => worker.alive);
  const hands = alive.reduce((sum, { concurrency }) => sum + concurrency, 0);
  return [
    number(numbers.queued, countOf(system, "queued"), waited > 0 ? oldest(formatDuration(waited)) : nobodyWaits),
    number(numbers.running, countOf(system, "running"), atATime(hands)),
    number(numbers.dead, dead, dead > 0 ? deadHint : noDead),
    number(numbers.workers, alive.length, ofWorkers(system.workers.length)),
  ];
}

/** @param {string} label @param {number} value @param {string} hint */
function number(label, value, hint) {
  return html`<div><dt>${label}</dt><dd class="number figures">${value.toLocaleString("en-GB")}</dd><dd class="secondary">${hint}</dd></div>`;
}

/** @param {System} system */
function kindTable(system) {
  const rows = kindsOf(system);
  if (rows.length === 0) return html`<p>${words.emptyQueue}</p>`;
  const { kind, queued, running, dead } = words.columns;
  return html`
    <table class="kinds figures">
      <thead><tr><th scope="col">${kind}</th><th scope="col">${queued}</th><th scope="col">${running}</th><th scope="col">${dead}</th></tr></thead>
      <tbody>${rows.map(kindRow)}</tbody>
    </table>
  `;
}

/** @param {ReturnType<typeof kindsOf>[number]} row */
function kindRow(row) {
  const states = /** @type {const} */ (["queued", "running", "dead"]);
  return html`
    <tr>
      <th scope="row">${row.kind}${row.unknown && html`<span class="mark-word" data-state="dead">${icon("triangle-alert")}${words.unknownKind}</span>`}</th>
      ${states.map((state) => html`<td>${row[state] > 0 ? jobsLink(state, row.kind, row[state]) : "0"}</td>`)}
    </tr>
  `;
}

/** @param {"queued" | "running" | "dead"} state @param {string} kind @param {number} count */
function jobsLink(state, kind, count) {
  const label = words.showOnly(words.filters[state], kind);
  return html`<a href=${writeQueueState({ state, kind })} title=${label}>${count.toLocaleString("en-GB")}<span class="visually-hidden"> ${label}</span></a>`;
}

/** By the server's clock: ours may be wrong. @param {import("../lib/types-admin.js").Worker} worker @param {string} at */
function workerLine({ host, pid, alive, running, concurrency, heartbeat_at }, at) {
  const silence = formatDuration((Date.parse(at) - Date.parse(heartbeat_at)) / 1000);
  return html`
    <li>
      <span class="mark-word" data-state=${alive ? "succeeded" : "dead"}>${icon(alive ? "circle-check" : "circle-alert")}${alive ? words.alive : words.silent}</span>
      <strong>${host}</strong>
      <p class="secondary figures">${words.process(pid)} · ${words.busy(running, concurrency)} · ${words.heartbeat(silence)}</p>
    </li>
  `;
}

/** @param {import("../lib/types-admin.js").Schedule} schedule */
function scheduleLine({ name, next_run_at, last_slot }) {
  return html`
    <li>
      <strong>${name}</strong>
      <p class="secondary figures">${words.next} ${when(next_run_at)} · ${last_slot ? [words.last, " ", when(last_slot)] : words.never}</p>
    </li>
  `;
}
