import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { load } from "js-yaml";

const read = (/** @type {string} */ path) => readFile(new URL(`../../../${path}`, import.meta.url), "utf8");

/** @typedef {Record<string, any>} Schema of the contract, references included */

/** @type {Record<string, Schema>} */
const { schemas } = /** @type {any} */ (load(await read("backend/openapi.yaml"))).components;
const lib = await readdir(new URL("../../lib", import.meta.url));
const files = lib.filter((name) => /^types(-\w+)?\.js$/.test(name));
const source = (await Promise.all(files.map((name) => read(`frontend/lib/${name}`)))).join("\n");
const types = typesIn(source);
/** Names for one of several words. */
const choices = new Map([...source.matchAll(/@typedef \{(".*?)\} (\w+)/g)].map(([, type, name]) => [name, type]));

for (const [name, properties] of types) {
  test(`the type ${name} is what the contract says`, () => {
    assert.ok(schemas[name], "the contract has no such schema");
    assert.deepEqual(properties, promised(schemas[name]));
  });
}

for (const [name, type] of choices) {
  test(`the choice ${name} is what the contract says`, () => {
    assert.equal(type, typeOf(schemas[name]));
  });
}

test("every answer that is an object has a type, or is nothing that the front end reads", () => {
  const objects = Object.keys(schemas).filter((name) => schemas[name].type === "object");
  const unread = ["ProjectPage", "DocumentPage", "SearchPage", "Readiness", "JobPage", "AdminJobPage", "DeploymentPage", "MemberPage", "ActivityPage", "WebhookPage", "WebhookDeliveryPage"];
  assert.deepEqual(objects.filter((name) => !types.has(name)).sort(), unread.sort());
});

/** @param {string} source @returns {Map<string, Record<string, string>>} per typedef, the type of each property */
function typesIn(source) {
  const blocks = source.matchAll(/@typedef \{object\} (\w+)(.*?)\*\//gs);
  return new Map([...blocks].map(([, name, body]) => [name, Object.fromEntries(propertiesIn(body))]));
}

/** @param {string} body @returns {string[][]} name, with a question mark where it may be missing, and type */
function propertiesIn(body) {
  const lines = body.matchAll(/@property \{(.+)\} (\[?)(\w+)/g);
  return [...lines].map(([, type, optional, name]) => [optional ? `${name}?` : name, type]);
}

/** @param {Schema} schema of an object @returns {Record<string, string>} its properties as a typedef would have them */
function promised({ properties, required }) {
  const names = Object.keys(properties);
  return Object.fromEntries(names.map((name) => [required.includes(name) ? name : `${name}?`, typeOf(properties[name])]));
}

/** @param {Schema} schema @returns {string} in the words of JSDoc */
function typeOf(schema) {
  if (schema.$ref) {
    const name = schema.$ref.split("/").at(-1);
    return types.has(name) || choices.has(name) ? name : typeOf(schemas[name]);
  }
  if (schema.allOf?.length === 1) return typeOf(schema.allOf[0]);
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(" | ");
  const values = schema.enum ?? (typeof schema.const === "string" ? [schema.const] : null);
  if (values) return values.map((/** @type {string} */ value) => JSON.stringify(value)).join(" | ");
  if (schema.type === "array") return `${typeOf(schema.items)}[]`;
  if (schema.type === "object" && !schema.properties) return "Record<string, unknown>";
  if (schema.type === "object") return `{${Object.entries(promised(schema)).map((one) => one.join(": ")).join(", ")}}`;
  return [schema.type ?? typeof schema.const].flat().join(" | ").replace("integer", "number");
}
