// Writes the curl line of an operation. It can be pasted into a shell as it is, once the variables are set.

import { flattened, resolve } from "./contract.js";

/**
 * @param {any} contract
 * @param {import("./contract.js").Operation} operation
 * @param {string} origin such as https://files.example.com
 */
export function curl(contract, operation, origin) {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => `$${name.toUpperCase()}`);
  const words = [method(operation.method), ...identity(contract, operation), ...body(contract, operation)];
  if (operation.responses.some(([, response]) => response.content?.["*/*"]) && operation.method === "GET") words.push("--output FILE");
  return ["curl --fail-with-body", ...words, `"${origin}${path}"`].filter(Boolean).join(" \\\n  ");
}

/** @param {string} name */
function method(name) {
  if (name === "GET") return "";
  return name === "HEAD" ? "--head" : `--request ${name}`;
}

/** @param {any} contract @param {import("./contract.js").Operation} operation */
function identity(contract, operation) {
  const security = operation.definition.security ?? contract.security;
  if (operation.id === "login") return ["--cookie-jar cookies"];
  if (security.some((/** @type {any} */ way) => way.bearer)) return ['--header "Authorization: Bearer $ACCESS_TOKEN"'];
  if (security.length === 0) return [];
  return ["--cookie cookies --cookie-jar cookies", '--header "Sec-Fetch-Site: same-origin"'];
}

/** @param {any} contract @param {import("./contract.js").Operation} operation */
function body(contract, operation) {
  const content = operation.definition.requestBody?.content;
  if (!content) return [];
  if (content["multipart/form-data"]) return ['--form "file=@plan.pdf"'];
  return [`--json ${quoted(JSON.stringify(example(contract, content["application/json"].schema)))}`];
}

/** In single quotes a shell leaves everything alone but their end. @param {string} text */
function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** @param {any} contract @param {any} given @returns {any} */
function example(contract, given) {
  const schema = flattened(contract, given);
  if (schema.anyOf) return example(contract, schema.anyOf[0]);
  if (schema.type === "object") {
    const fields = Object.entries(schema.properties).map(([name, field]) => [name, example(contract, resolve(contract, field))]);
    return Object.fromEntries(fields);
  }
  if (schema.format === "password") return "a password of yours";
  return schema.examples?.[0] ?? schema.default ?? schema.enum?.[0] ?? "text";
}
