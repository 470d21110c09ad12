// One job in the tray.

import { formatSize } from "../lib/format.js";
import { html } from "../lib/html.js";
import { hasFile, isUnderWay } from "../lib/job-list.js";
import { isWish, saveResult } from "../lib/jobs.js";
import { myJobs } from "../lib/my-jobs.js";
import { messageOf } from "../lib/problem.js";
import { strings } from "../strings.js";
import { icon } from "./icon.js";
import { fileName, iconButton, until } from "./pieces.js";
import { makeFile } from "./project-actions.js";
import { toast } from "./toast-stack.js";

/** @typedef {import("../lib/types.js").Job} Job */

const words = strings.jobs;

/** Which drawing says what it makes. @type {Record<string, string>} */
const ICONS = { export: "file-archive", report: "file-text" };

/** Shows one job; `show()` brings it up to date. */
export class JobRow extends HTMLElement {
  #name = html`<div></div>`;
  #bar = html`<progress max="100"></progress>`;
  #line = html`<p class="tray-line figures"></p>`;
  #buttons = html`<div class="tray-buttons"></div>`;
  #shown = "";

  /** @param {Job} job @param {string} name what people call it */
  show(job, name) {
    if (this.childNodes.length === 0) this.#build(job);
    this.#bar.value = job.progress;
    this.#bar.hidden = job.state !== "running" || job.cancel_requested;
    const pieces = line(job);
    // What did not change is left alone: a screen reader may be reading it.
    const said = pieces.map((piece) => (typeof piece === "string" ? piece : piece.textContent)).join("");
    if (this.#line.textContent !== said) this.#line.replaceChildren(...pieces);
    const looks = JSON.stringify([name, job.state, job.cancel_requested, hasFile(job)]);
    if (looks !== this.#shown) this.#draw(job, name);
    this.#shown = looks;
  }

  /** Puts the focus on the first thing that can be done, or on the row for as long as there is nothing. */
  focusButton() {
    this.tabIndex = -1;
    (this.#buttons.querySelector("button") ?? this).focus();
  }

  /** @param {Job} job */
  #build({ kind }) {
    this.setAttribute("role", "listitem");
    this.className = "tray-row";
    this.append(icon(ICONS[kind] ?? "file"), html`<div class="tray-text">${this.#name}${this.#bar}${this.#line}</div>`, this.#buttons);
  }

  /** What is only made anew when it changes: progress must not take the focus from a button. @param {Job} job @param {string} name */
  #draw(job, name) {
    this.dataset.state = job.state;
    this.#bar.setAttribute("aria-label", words.progressOf(name));
    this.#name.replaceChildren(fileName(name));
    const hadFocus = this.contains(document.activeElement);
    this.#buttons.replaceChildren(...buttons(job, name));
    if (hadFocus) this.focusButton();
  }
}

customElements.define("job-row", JobRow);

/** @param {Job} job @returns {(Node | string)[]} what the second line says */
function line(job) {
  const { state, progress, error, result } = job;
  if (isUnderWay(job) && job.cancel_requested) return [words.ending];
  if (state === "queued") return [error ? words.again(error) : words.queued];
  if (state === "running") return [words.percent(progress)];
  if (state === "cancelled") return [words.cancelled];
  if (state === "dead") return [words.dead(error ?? words.why)];
  if (!result) return [words.noFile];
  return hasFile(job) ? [`${formatSize(result.size)} · ${words.kept} `, until(result.expires_at)] : [words.expired];
}

/** @param {Job} job @param {string} name @returns {Node[]} */
function buttons(job, name) {
  const cancel = () => iconButton(words.cancel(name), "x", () => stop(job, name));
  const remove = () => iconButton(words.dismiss(name), "x", () => myJobs.dismiss(job.id));
  const download = () => iconButton(words.download(name), "download", () => fetchResult(job));
  const again = () => iconButton(words.retry(name), "rotate-ccw", () => retry(job));
  if (isUnderWay(job)) return job.cancel_requested ? [] : [cancel()];
  if (hasFile(job)) return [download(), remove()];
  return job.project_id ? [again(), remove()] : [remove()];
}

/** @param {Job} job @param {string} name */
async function stop(job, name) {
  try {
    await myJobs.cancel(job.id);
  } catch (error) {
    toast(words.notCancelled(name, messageOf(error)), { error: true });
    void myJobs.look();
  }
}

/** @param {Job} job */
async function fetchResult(job) {
  try {
    await saveResult(job);
  } catch (error) {
    toast(messageOf(error), { error: true });
  }
}

/** @param {Job} job takes its place, once the new one is on its way */
async function retry({ id, kind, project_id }) {
  if (project_id && isWish(kind) && (await makeFile(project_id, kind))) myJobs.dismiss(id);
}
