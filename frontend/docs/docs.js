// The page of /api/docs: fetches the contract and draws it. Nothing is written twice: what the page
// says is what the tests prove.

import { html } from "/lib/html.js";
import { operations } from "./contract.js";
import { fields } from "./fields.js";
import { operationArticle } from "./operation.js";
import { inline, prose } from "./prose.js";

const page = /** @type {HTMLElement} */ (document.getElementById("page"));

try {
  const response = await fetch("/api/openapi.json");
  if (!response.ok) throw new Error(`/api/openapi.json answered ${response.status}`);
  draw(await response.json());
} catch (error) {
  page.replaceChildren(html`<p class="state" role="alert">The contract could not be read (${String(error)}). Reload the page to try again.</p>`);
}

/** @param {any} contract */
function draw(contract) {
  const all = operations(contract);
  page.removeAttribute("aria-live");
  page.replaceChildren(
    navigation(contract, all),
    html`<div id="content" tabindex="-1">
      <section class="intro">${prose(contract.info.description)}</section>
      ${contract.tags.map((/** @type {any} */ tag) => section(contract, tag, all))}
      ${problems(contract)}
    </div>`,
  );
  // The browser looked for the address's anchor before it existed; ask again.
  if (location.hash) location.replace(location.hash);
}

/** @param {any} contract @param {import("./contract.js").Operation[]} all */
function navigation(contract, all) {
  const group = (/** @type {any} */ { name }) => html`<li><a class="group" href=${`#${name}`}><span>${name}</span></a>
    <ul>${all.filter(({ tag }) => tag === name).map(({ id, definition }) => html`<li><a href=${`#${id}`}>${definition.summary}</a></li>`)}</ul>
  </li>`;
  return html`<nav aria-label="Operations"><details ?open=${matchMedia("(min-width: 60rem)").matches}>
    <summary>Contents</summary>
    <ul>${contract.tags.map(group)}<li><a class="group" href="#problems"><span>problems</span></a></li></ul>
  </details></nav>`;
}

/** @param {any} contract @param {any} tag @param {import("./contract.js").Operation[]} all */
function section(contract, tag, all) {
  const own = all.filter((operation) => operation.tag === tag.name);
  return html`<section aria-labelledby=${tag.name}>
    <h2 id=${tag.name}>${tag.name}</h2>
    <p>${inline(tag.description)}</p>
    ${own.map((operation) => operationArticle(contract, operation))}
  </section>`;
}

/** The `type` of a problem document points to one of these rows. @param {any} contract */
function problems(contract) {
  const codes = Object.entries(contract["x-problem-codes"]).sort(([, a], [, b]) => a.status - b.status);
  return html`<section aria-labelledby="problems">
    <h2 id="problems">problems</h2>
    <p>Every error is one of these documents. Programs decide by its code.</p>
    ${fields(contract, contract.components.schemas.Problem)}
    <dl class="problems">${codes.map(
      ([code, { status, meaning, advice }]) => html`<div id=${code}>
        <dt><a href=${`#${code}`}><code>${code}</code></a> <small>${status}</small></dt>
        <dd>${inline(meaning)} <span>${inline(advice)}</span></dd>
      </div>`,
    )}</dl>
  </section>`;
}
