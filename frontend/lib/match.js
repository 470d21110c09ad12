// Which page an address means. No DOM here: the tests run it under Node.

/**
 * @typedef {object} Route
 * @property {string} pattern such as "/projects/:id"
 * @property {() => Promise<{default: import("./router.js").PageFunction}>} load
 * @property {boolean} [open] whether strangers may see it
 * @property {boolean} [always] whether somebody signed in has something to do there as well
 */

/**
 * @param {Route[]} routes
 * @param {string} path
 * @returns {{route: Route, params: Record<string, string>} | null}
 */
export function match(routes, path) {
  for (const route of routes) {
    const params = matchPattern(route.pattern, path);
    if (params) return { route, params };
  }
  return null;
}

/**
 * @param {string} pattern
 * @param {string} path a slash at its end makes no difference
 * @returns {Record<string, string> | null}
 */
export function matchPattern(pattern, path) {
  const wanted = pattern.split("/").filter(Boolean);
  const given = path.split("/").filter(Boolean);
  if (wanted.length !== given.length) return null;
  /** @type {Record<string, string>} */
  const params = {};
  for (const [n, part] of wanted.entries()) {
    const value = decode(given[n]);
    if (value === null) return null;
    if (part.startsWith(":")) params[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return params;
}

/**
 * Where to go after sign-in. Anything that could lead to another site becomes the start page.
 * @param {string | null} next
 * @returns {string}
 */
export function safeNext(next) {
  return next && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next) ? next : "/projects";
}

/** @param {string} part @returns {string | null} null for a broken escape such as "%E0" */
function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
