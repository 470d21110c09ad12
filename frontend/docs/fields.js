// Draws the fields of an object: name, what is allowed, what it means; objects inside open on demand.

import { html } from "/lib/html.js";
import { flattened, resolve } from "./contract.js";
import { inline } from "./prose.js";
import { words } from "./words.js";

/**
 * @param {any} contract
 * @param {any} given a schema of an object
 * @returns {Node}
 */
export function fields(contract, given) {
  const schema = flattened(contract, given);
  const rows = Object.entries(schema.properties ?? {}).map(([name, field]) =>
    row(contract, { name, required: schema.required?.includes(name), description: resolve(contract, field).description, schema: field }),
  );
  return html`<dl class="fields">${rows}</dl>`;
}

/**
 * One row, for a field as well as for a parameter or a header.
 * @param {any} contract
 * @param {{ name: string, required?: boolean, in?: string, description?: string, schema: any }} field
 */
export function row(contract, field) {
  const place = field.in && field.in !== "path" ? ` in the ${field.in}` : "";
  return html`<div>
    <dt><code>${field.name}</code> <small>${field.required ? "required" : "optional"}${place}</small></dt>
    <dd>${words(contract, field.schema)} <span>${inline(field.description)}</span> ${inside(contract, field.schema)}</dd>
  </div>`;
}

/** @param {any} contract @param {any} given */
function inside(contract, given) {
  const schema = resolve(contract, given);
  const nested = schema.type === "array" ? flattened(contract, schema.items) : flattened(contract, schema);
  if (!nested.properties) return null;
  return html`<details><summary>Fields</summary>${fields(contract, nested)}</details>`;
}
