// Starts the app: who is signed in, then which page.

import "./components/app-shell.js";
import "./components/drop-zone.js";
import "./components/job-tray.js";
import "./components/upload-tray.js";
import { announce } from "./lib/announce.js";
import { loadDrawings } from "./lib/drawings.js";
import { followNews } from "./lib/live-news.js";
import { match, safeNext } from "./lib/match.js";
import { followJobs } from "./lib/my-jobs.js";
import { networkError } from "./lib/problem.js";
import { CodeMissing, navigate, startRouter } from "./lib/router.js";
import { mayBeSignedIn, restore, session } from "./lib/session.js";
import { keepTimes } from "./lib/times.js";
import { uploads } from "./lib/uploads.js";
import { watchVersion } from "./lib/version.js";
import { loadingShape } from "./components/states.js";
import { offerReload, renewedPage } from "./components/version-note.js";
import failedPage from "./pages/failed.js";
import missingPage from "./pages/not-found.js";
import { routes } from "./routes.js";
import { strings } from "./strings.js";

/** @typedef {import("./lib/router.js").Page} Page */

/** Milliseconds after which the other pages' modules are fetched: a tab should not mix two versions. */
const SETTLED = 2000;

const root = /** @type {HTMLElement} */ (document.getElementById("app"));
/** @type {any} */ let shell = null;
const drawings = loadDrawings();

void start();

async function start() {
  try {
    if (mayBeSignedIn() || !match(routes, location.pathname)?.route.open) await restore();
  } catch (error) {
    await drawings;
    return show(failedPage(error, () => void start()), true);
  }
  // Nothing is painted before its icons are there.
  await drawings;
  session.addEventListener("change", moved);
  session.addEventListener("replaced", startOver);
  document.querySelector(".skip-link")?.addEventListener("click", skip);
  document.body.append(document.createElement("drop-zone"));
  // First the line, then what is read. What happens before the line stands is looked at once it does.
  followNews();
  void startRouter({ routes, guard, show, wait, missing: missingPage, failed });
  followJobs();
  keepTimes();
  watchVersion(offerReload);
  setTimeout(() => void Promise.allSettled(routes.map(({ load }) => load())), SETTLED);
}

/**
 * Strangers are sent to sign in and come back afterwards; who is signed in has nothing to do there, unless a mail led there.
 * @param {import("./lib/match.js").Route | null} route
 */
function guard(route) {
  const here = location.pathname + location.search;
  if (!session.user && !route?.open) return signInFor(here);
  if (session.user && route?.open && !route.always) return safeNext(new URLSearchParams(location.search).get("next"));
  return null;
}

/** @param {string} here */
function signInFor(here) {
  return here === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(here)}`;
}

/** The session began or ended, here or in another tab. */
function moved() {
  const { open = false, always = false } = match(routes, location.pathname)?.route ?? {};
  if (!session.user && !open) {
    clear();
    const keepsPlace = session.reason !== "signed-out";
    void navigate(keepsPlace ? signInFor(location.pathname + location.search) : "/sign-in", { replace: true });
  } else if (session.user && open && !always) {
    void navigate(safeNext(new URLSearchParams(location.search).get("next")), { replace: true });
  }
}

/** Somebody else is signed in: not even the memory of this page is theirs. */
function startOver() {
  clear();
  location.assign("/");
}

/** Leaves nothing of the person who was here on the screen, not even until the next page has come. */
function clear() {
  uploads.reset();
  /** @type {any} */ (document.querySelector("toast-stack"))?.clear();
  for (const dialog of document.querySelectorAll("dialog")) dialog.close();
  root.replaceChildren();
  shell = null;
  document.title = strings.app;
}

/** @type {import("./lib/router.js").Host["failed"]} */
function failed(error, retry) {
  if (!(error instanceof CodeMissing)) return failedPage(error, retry);
  return navigator.onLine ? renewedPage() : failedPage(networkError(), retry);
}

/** @param {Page} page @param {boolean} first whether the page just opened, which needs no moving of focus */
function show(page, first) {
  document.title = strings.title(page.title);
  outlet(page.bare).replaceChildren(page.node);
  shell?.mark();
  if (first) return;
  const heading = root.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  if (!root.querySelector("[autofocus]")) heading?.focus({ preventScroll: true });
  announce(page.title);
}

/** A jump within the page, which must not become an address. @param {Event} event */
function skip(event) {
  event.preventDefault();
  document.getElementById("content")?.focus();
}

function wait() {
  outlet().replaceChildren(loadingShape());
}

/** Where the page goes: inside the shell for somebody signed in, otherwise on a plain sheet. */
function outlet(bare = false) {
  if (session.user && !bare) {
    if (!shell) {
      shell = document.createElement("app-shell");
      root.replaceChildren(shell);
    }
    return shell.main;
  }
  shell = null;
  const main = document.createElement("main");
  main.id = "content";
  main.tabIndex = -1;
  main.className = "sheet";
  root.replaceChildren(main);
  return main;
}
