import assert from "node:assert/strict";
import { test } from "node:test";
import { flattened, operations, problemCodes, resolve } from "../../docs/contract.js";

const problem = (/** @type {object} */ code) => ({ allOf: [{ $ref: "#/components/schemas/Problem" }, { properties: { code } }] });

const contract = {
  servers: [{ url: "/api" }],
  paths: {
    "/v1/projects/{project_id}": {
      parameters: [{ $ref: "#/components/parameters/project" }],
      delete: { operationId: "deleteProject", tags: ["projects"], responses: { 204: { description: "gone" } } },
      get: {
        operationId: "readProject",
        tags: ["projects"],
        parameters: [{ name: "fields", in: "query" }],
        responses: { 404: { $ref: "#/components/responses/missing" } },
      },
    },
    "/health/live": { get: { operationId: "live", tags: ["health"], responses: {} } },
  },
  components: {
    parameters: { project: { name: "project_id", in: "path" } },
    responses: { missing: { description: "not there" } },
    schemas: {
      Problem: { type: "object", required: ["code"], properties: { code: { type: "string" }, status: { type: "integer" } } },
      Name: { $ref: "#/components/schemas/Text" },
      Text: { type: "string" },
    },
  },
};

const answer = (/** @type {object} */ schema) => ({ content: { "application/problem+json": { schema } } });

test("a reference is followed to its end, and anything else is left as it is", () => {
  assert.deepEqual(resolve(contract, { $ref: "#/components/schemas/Name" }), { type: "string" });
  assert.deepEqual(resolve(contract, { type: "integer" }), { type: "integer" });
  assert.equal(resolve(contract, undefined), undefined);
});

test("operations come by path, then by method, with their whole address", () => {
  const found = operations(contract).map(({ id, method, path, tag }) => `${id}: ${method} ${path} (${tag})`);
  assert.deepEqual(found, [
    "readProject: GET /api/v1/projects/{project_id} (projects)",
    "deleteProject: DELETE /api/v1/projects/{project_id} (projects)",
    "live: GET /api/health/live (health)",
  ]);
});

test("an operation has the parameters of its path too, and no references are left", () => {
  const [read, remove] = operations(contract);
  assert.deepEqual(read.parameters.map(({ name }) => name), ["project_id", "fields"]);
  assert.deepEqual(remove.parameters.map(({ name }) => name), ["project_id"]);
  assert.deepEqual(read.responses, [["404", { description: "not there" }]]);
});

test("the parts of a schema become one, and a later part narrows an earlier one", () => {
  const { type, required, properties } = flattened(contract, { ...problem({ const: "not_found" }), required: ["status"] });
  assert.equal(type, "object");
  assert.deepEqual(required, ["status", "code"]);
  assert.deepEqual(properties, { code: { type: "string", const: "not_found" }, status: { type: "integer" } });
});

test("a response names every problem code that it may carry", () => {
  const several = { oneOf: [problem({ const: "not_found" }), problem({ enum: ["forbidden", "cross_site"] })] };
  assert.deepEqual(problemCodes(contract, answer(several)), ["not_found", "forbidden", "cross_site"]);
  assert.deepEqual(problemCodes(contract, answer(problem({ const: "internal" }))), ["internal"]);
  assert.deepEqual(problemCodes(contract, { description: "gone" }), []);
});
