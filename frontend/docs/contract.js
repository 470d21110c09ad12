// Finds things in an OpenAPI document. Knows nothing of the page.

/** @typedef {Record<string, any>} Schema */
/** @typedef {{ id: string, method: string, path: string, tag: string, parameters: any[], responses: [string, any][], definition: any }} Operation */

const METHODS = ["get", "head", "post", "put", "patch", "delete"];

/**
 * Follows a local `$ref`, if that is what it was given.
 * @param {any} contract
 * @param {any} thing
 */
export function resolve(contract, thing) {
  if (!thing?.$ref) return thing;
  const steps = thing.$ref.slice(2).split("/");
  return resolve(contract, steps.reduce((/** @type {any} */ at, /** @type {string} */ step) => at[step], contract));
}

/**
 * All operations, by path and then by method, with every reference of theirs followed.
 * @param {any} contract
 * @returns {Operation[]}
 */
export function operations(contract) {
  return Object.entries(contract.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => operation(contract, path, method, item)),
  );
}

/** @param {any} contract @param {string} path @param {string} method @param {any} item @returns {Operation} */
function operation(contract, path, method, item) {
  const definition = item[method];
  const parameters = [...(item.parameters ?? []), ...(definition.parameters ?? [])];
  return {
    id: definition.operationId,
    method: method.toUpperCase(),
    path: contract.servers[0].url + path,
    tag: definition.tags[0],
    parameters: parameters.map((parameter) => resolve(contract, parameter)),
    responses: Object.entries(definition.responses).map(([status, response]) => [status, resolve(contract, response)]),
    definition,
  };
}

/**
 * One schema out of `allOf` and references: what a reader wants to see.
 * @param {any} contract
 * @param {Schema} schema
 * @returns {Schema}
 */
export function flattened(contract, schema) {
  const plain = resolve(contract, schema);
  const parts = (plain.allOf ?? []).map((/** @type {Schema} */ part) => flattened(contract, part));
  return parts.reduce(joined, { ...plain, allOf: undefined });
}

/** @param {Schema} a @param {Schema} b */
function joined(a, b) {
  const properties = { ...a.properties };
  for (const [name, schema] of Object.entries(b.properties ?? {})) properties[name] = { ...properties[name], ...schema };
  return { ...a, ...b, properties, required: [...(a.required ?? []), ...(b.required ?? [])] };
}

/**
 * The problem codes that a response may carry.
 * @param {any} contract
 * @param {any} response
 * @returns {string[]}
 */
export function problemCodes(contract, response) {
  const schema = response.content?.["application/problem+json"]?.schema;
  if (!schema) return [];
  const choices = resolve(contract, schema).oneOf ?? [schema];
  return choices.flatMap((/** @type {Schema} */ choice) => {
    const { code } = flattened(contract, choice).properties;
    return code.enum ?? [code.const];
  });
}
