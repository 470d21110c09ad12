import assert from "node:assert/strict";
import { test } from "node:test";
import { words } from "../../docs/words.js";

const contract = { components: { schemas: { Project: { type: "object" }, Name: { type: "string", minLength: 1, maxLength: 120 } } } };

/** @type {[object, string][]} */
const said = [
  [{ type: "string" }, "text"],
  [{ $ref: "#/components/schemas/Name" }, "text, 1 to 120 characters"],
  [{ type: "string", maxLength: 2000 }, "text, at most 2000 characters"],
  [{ type: "string", minLength: 10 }, "text, at least 10 characters"],
  [{ type: "string", minLength: 1 }, "text"],
  [{ type: "string", format: "uuid" }, "UUID"],
  [{ type: ["string", "null"], format: "date-time" }, "time or null"],
  [{ type: "string", enum: ["inline", "attachment"], default: "inline" }, "one of inline, attachment; inline unless given"],
  [{ const: "Bearer" }, "always Bearer"],
  [{ const: null }, "always null"],
  [{ type: "integer", minimum: 1, maximum: 200, default: 50 }, "whole number, 1 to 200; 50 unless given"],
  [{ type: "integer", minimum: 0, maximum: 9 }, "whole number, 0 to 9"],
  [{ type: "integer", minimum: 1 }, "whole number, at least 1"],
  [{ type: "integer", minimum: 0 }, "whole number"],
  [{ type: "boolean", default: false }, "true or false; false unless given"],
  [{ type: "array", items: { $ref: "#/components/schemas/Project" } }, "list of Project"],
  [{ type: "array", items: { type: "string" } }, "list of text"],
  [{ type: "object" }, "object"],
  [{}, "anything"],
  [{ anyOf: [{ $ref: "#/components/schemas/Name" }, { type: "null" }] }, "text, 1 to 120 characters, or null"],
];

for (const [schema, line] of said) {
  test(`${JSON.stringify(schema)} is said as "${line}"`, () => assert.equal(words(contract, schema), line));
}
