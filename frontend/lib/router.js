// History routes: links become page changes, Back works, focus and scroll end up where people expect them.

import { match } from "./match.js";

/**
 * @typedef {object} Visit
 * @property {string} path
 * @property {Record<string, string>} params
 * @property {URLSearchParams} query
 * @property {AbortSignal} signal aborted when the page is left
 */

/**
 * @typedef {object} Page
 * @property {string} title
 * @property {Node} node
 * @property {boolean} [bare] shown on a plain sheet, also to somebody who is signed in
 * @property {(query: URLSearchParams) => void} [update] takes a changed query; without it the page is made anew
 */

/** @typedef {(visit: Visit) => Promise<Page> | Page} PageFunction */

/** A page's module could not be fetched: it is offline, or of a version that is gone. */
export class CodeMissing extends Error {}

/**
 * @typedef {object} Host what the router needs from the rest
 * @property {import("./match.js").Route[]} routes
 * @property {(route: import("./match.js").Route | null) => string | null} guard an address to go to instead
 * @property {(page: Page, first: boolean) => void} show
 * @property {() => void} wait the page takes longer than LATE
 * @property {PageFunction} missing
 * @property {(error: unknown, retry: () => void) => Page} failed
 */

/** Milliseconds after which a wait is shown. */
const LATE = 300;

/** @type {Host} */ let host;
/** @typedef {{path: string, page: Page | null, leave: AbortController}} Stay */

/** @type {Stay | null} */ let current = null;

/** @param {Host} given */
export function startRouter(given) {
  host = given;
  history.scrollRestoration = "manual";
  document.addEventListener("click", follow);
  addEventListener("popstate", (event) => void visit(event.state?.scroll ?? 0));
  return visit(history.state?.scroll ?? 0);
}

/**
 * @param {string} address path and query, or only "?query"
 * @param {{replace?: boolean}} [options]
 */
export function navigate(address, { replace = false } = {}) {
  const url = new URL(address, location.href);
  // "?" with nothing behind it would stay in the address.
  if (!url.search) url.search = "";
  if (url.href === location.href) replace = true;
  keepScroll();
  const samePath = url.pathname === location.pathname;
  history[replace ? "replaceState" : "pushState"]({ scroll: samePath ? scrollY : 0 }, "", url);
  return visit(samePath ? null : 0);
}

/** Makes the page anew, as a reload would. */
export function revisit() {
  current?.leave.abort();
  current = null;
  return visit(null);
}

/** @param {number | null} scroll where to scroll to; null leaves it */
async function visit(scroll) {
  const { pathname: path, search } = location;
  const query = new URLSearchParams(search);
  if (current?.path === path && current.page?.update) return current.page.update(query);
  const first = current === null;
  current?.leave.abort();
  /** @type {Stay} */
  const mine = { path, page: null, leave: new AbortController() };
  current = mine;
  const page = await make({ path, query, signal: mine.leave.signal });
  if (mine !== current || !page) return;
  mine.page = page;
  host.show(page, first);
  if (scroll !== null) scrollTo(0, scroll);
}

/** @param {{path: string, query: URLSearchParams, signal: AbortSignal}} to @returns {Promise<Page | null>} */
async function make(to) {
  const found = match(host.routes, to.path);
  const instead = host.guard(found?.route ?? null);
  if (instead !== null) {
    void navigate(instead, { replace: true });
    return null;
  }
  const late = setTimeout(host.wait, LATE);
  to.signal.addEventListener("abort", () => clearTimeout(late));
  try {
    const page = found ? await load(found.route) : host.missing;
    return await page({ ...to, params: found?.params ?? {} });
  } catch (error) {
    return host.failed(error, () => void revisit());
  } finally {
    clearTimeout(late);
  }
}

/** @param {import("./match.js").Route} route */
async function load(route) {
  try {
    return (await route.load()).default;
  } catch (cause) {
    throw new CodeMissing("", { cause });
  }
}

/** @param {MouseEvent} event */
function follow(event) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || link.origin !== location.origin || link.target || link.hasAttribute("download")) return;
  if (link.pathname.startsWith("/api/") || link.hash) return;
  event.preventDefault();
  void navigate(link.href);
}

function keepScroll() {
  history.replaceState({ ...history.state, scroll: scrollY }, "");
}
