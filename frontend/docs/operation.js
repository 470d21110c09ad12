// Draws one operation.

import { html } from "/lib/html.js";
import { problemCodes, resolve } from "./contract.js";
import { curl } from "./curl.js";
import { fields, row } from "./fields.js";
import { prose } from "./prose.js";

/**
 * @param {any} contract
 * @param {import("./contract.js").Operation} operation
 * @returns {Node}
 */
export function operationArticle(contract, operation) {
  const { id, method, path, definition, parameters } = operation;
  return html`<article id=${id}>
    <h3><a href=${`#${id}`}><span class="method" data-method=${method}>${method}</span> <code>${breakable(path)}</code></a></h3>
    <p class="summary">${definition.summary}</p>
    ${prose(definition.description)}
    <p class="access">${access(contract, definition)}</p>
    ${parameters.length > 0 && [html`<h4>Parameters</h4>`, html`<dl class="fields">${parameters.map((parameter) => row(contract, parameter))}</dl>`]}
    ${requestBody(contract, definition)}
    <h4>Answers</h4>
    <ul class="answers">${operation.responses.map(([status, response]) => answer(contract, status, response))}</ul>
    ${shell(curl(contract, operation, location.origin))}
  </article>`;
}

/** Lets a long path wrap after a slash. @param {string} path */
function breakable(path) {
  return path.split(/(?<=\/)/).flatMap((part) => [part, document.createElement("wbr")]);
}

/** @param {any} contract @param {any} definition */
function access(contract, definition) {
  const security = definition.security ?? contract.security;
  if (security.length === 0) return "Open to everyone.";
  return security.some((/** @type {any} */ way) => way.bearer) ? "Needs an access token." : "Reads the session cookie.";
}

/** @param {any} contract @param {any} definition */
function requestBody(contract, definition) {
  const [type, body] = Object.entries(definition.requestBody?.content ?? {})[0] ?? [];
  return type && [html`<h4>Body <small>${type}</small></h4>`, fields(contract, body.schema)];
}

/** @param {any} contract @param {string} status @param {any} response */
function answer(contract, status, response) {
  const codes = problemCodes(contract, response).map((code) => [" ", html`<a href=${`#${code}`}><code>${code}</code></a>`]);
  return html`<li data-status=${status[0]}><strong>${status}</strong> <div>${response.description} ${codes}${detail(contract, response)}</div></li>`;
}

/** What a good answer carries; problems all look alike and are described once. @param {any} contract @param {any} response */
function detail(contract, response) {
  const headers = Object.entries(response.headers ?? {}).map(([name, header]) => ({ name, ...resolve(contract, header) }));
  const own = headers.filter(({ name }) => !(name in contract["x-universal-headers"]));
  const schema = response.content?.["application/json"]?.schema;
  const lists = [
    own.length > 0 && html`<dl class="fields">${own.map((header) => row(contract, { ...header, in: "header" }))}</dl>`,
    schema && fields(contract, schema),
  ].filter(Boolean);
  return lists.length > 0 && html`<details><summary>${schema ? "Headers and fields" : "Headers"}</summary>${lists}</details>`;
}

/** @param {string} line */
function shell(line) {
  return html`<div class="shell"><pre tabindex="0" aria-label="The request for a shell"><code>${line}</code></pre>${copyButton(line)}</div>`;
}

/** The clipboard is there on https and localhost only. @param {string} line */
function copyButton(line) {
  if (!navigator.clipboard) return null;
  const told = html`<span class="unseen" role="status"></span>`;
  const say = (/** @type {string} */ label, /** @type {string} */ news) => {
    button.textContent = label;
    told.textContent = news;
  };
  const copy = async () => {
    await navigator.clipboard.writeText(line);
    say("Copied", "Copied");
    setTimeout(() => say("Copy", ""), 3000);
  };
  const button = html`<button type="button" @click=${copy}>Copy</button>`;
  return [button, told];
}
