import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { curl } from "../../docs/curl.js";

const contract = {
  security: [{ bearer: [] }],
  components: {
    schemas: {
      NewProject: {
        type: "object",
        properties: {
          name: { $ref: "#/components/schemas/Name" },
          sort: { type: "string", enum: ["name", "size"] },
          limit: { type: "integer", default: 50 },
          note: { type: "string" },
          password: { type: "string", format: "password", examples: ["never shown"] },
          until: { anyOf: [{ type: "string", examples: ["tomorrow"] }, { type: "null" }] },
        },
      },
      Name: { type: "string", examples: ["Harbour"] },
    },
  },
};

const bearer = '--header "Authorization: Bearer $ACCESS_TOKEN"';

/** @param {string} method @param {string} path @param {object} [definition] @param {[string, object][]} [responses] */
function line(method, path, definition = {}, responses = []) {
  const { id = "some", ...rest } = /** @type {any} */ (definition);
  const operation = { id, method, path, tag: "some", parameters: [], responses, definition: rest };
  return curl(contract, operation, "https://files.example.com").split(" \\\n  ");
}

const content = (/** @type {string} */ type, /** @type {object} */ schema) => ({ requestBody: { content: { [type]: { schema } } } });

test("a reading request names no method, and what is in braces becomes a variable", () => {
  assert.deepEqual(line("GET", "/api/v1/projects/{project_id}"), ["curl --fail-with-body", bearer, '"https://files.example.com/api/v1/projects/$PROJECT_ID"']);
});

test("a method is named, and HEAD in curl's own way", () => {
  assert.equal(line("DELETE", "/x")[1], "--request DELETE");
  assert.equal(line("HEAD", "/x")[1], "--head");
});

test("what needs nobody carries no token, and what lives by the cookie carries the cookie", () => {
  assert.deepEqual(line("GET", "/x", { security: [] }).length, 2);
  const session = line("POST", "/x", { security: [{ session: [] }] });
  assert.deepEqual(session.slice(2, 4), ["--cookie cookies --cookie-jar cookies", '--header "Sec-Fetch-Site: same-origin"']);
  assert.equal(line("POST", "/x", { id: "login", security: [] })[2], "--cookie-jar cookies");
});

test("a body is made of the examples, and shows no password", () => {
  const [, , , json] = line("POST", "/x", content("application/json", { $ref: "#/components/schemas/NewProject" }));
  assert.match(json, /^--json '.*'$/);
  assert.deepEqual(JSON.parse(json.slice("--json '".length, -1)), {
    name: "Harbour",
    sort: "name",
    limit: 50,
    note: "text",
    password: "a password of yours",
    until: "tomorrow",
  });
});

test("a file is sent as a form, and one that comes is written to disk", () => {
  assert.ok(line("POST", "/x", content("multipart/form-data", {})).includes('--form "file=@plan.pdf"'));
  /** @type {[string, object][]} */ const bytes = [["200", { content: { "*/*": {} } }]];
  assert.ok(line("GET", "/x", {}, bytes).includes("--output FILE"));
  assert.ok(!line("HEAD", "/x", {}, bytes).includes("--output FILE"));
});

test("an apostrophe in an example does not end the shell's text", () => {
  const schema = { type: "object", properties: { name: { type: "string", examples: ["the captain's \"log\""] } } };
  const json = line("POST", "/x", content("application/json", schema))[3];
  const argument = execFileSync("sh", ["-c", `printf %s ${json.slice("--json ".length)}`], { encoding: "utf8" });
  assert.deepEqual(JSON.parse(argument), { name: "the captain's \"log\"" });
});
