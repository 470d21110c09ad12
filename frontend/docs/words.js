// Says in words what a schema allows.

import { resolve } from "./contract.js";

/**
 * A line such as "text, 1 to 120 characters" or "one of inline, attachment, or null".
 * @param {any} contract
 * @param {any} given
 * @returns {string}
 */
export function words(contract, given) {
  const schema = resolve(contract, given);
  if (schema.anyOf) return alternatives(contract, schema.anyOf);
  if ("const" in schema) return `always ${schema.const}`;
  if (schema.enum) return `one of ${schema.enum.join(", ")}${standard(schema)}`;
  const types = [schema.type].flat().map((type) => (type === "null" ? "null" : named(contract, type, schema)));
  return types.join(" or ") + limits(schema) + standard(schema);
}

/** @param {any} contract @param {any[]} schemas */
function alternatives(contract, schemas) {
  return schemas.map((schema) => words(contract, schema)).join(", or ");
}

/** @param {any} contract @param {string} type @param {any} schema */
function named(contract, type, schema) {
  if (type === "array") return `list of ${schema.items.$ref?.split("/").pop() ?? words(contract, schema.items)}`;
  if (type === "integer") return "whole number";
  if (type === "boolean") return "true or false";
  if (type !== "string") return type ?? "anything";
  /** @type {Record<string, string>} */
  const formats = { uuid: "UUID", "date-time": "time", email: "email address", binary: "file", "uri-reference": "address" };
  return formats[schema.format] ?? "text";
}

/** @param {any} schema */
function limits({ minLength, maxLength, minimum, maximum }) {
  if (minLength > 1 && !maxLength) return `, at least ${minLength} characters`;
  if (maxLength) return `, ${minLength ? `${minLength} to` : "at most"} ${maxLength} characters`;
  if (maximum !== undefined) return `, ${minimum} to ${maximum}`;
  return minimum ? `, at least ${minimum}` : "";
}

/** @param {any} schema */
function standard(schema) {
  return "default" in schema ? `; ${schema.default} unless given` : "";
}
