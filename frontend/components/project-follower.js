// Keeps a project's page true while others work in it, without touching what its reader is doing.

import { CatchUp } from "../lib/catch-up.js";
import { listDocuments, readDocument } from "../lib/documents.js";
import { hear } from "../lib/events.js";
import { live } from "../lib/live-news.js";
import { soon } from "../lib/soon.js";

/** @typedef {import("../lib/types.js").Document} Document */

/** Milliseconds in which changes gather before numbers, or what is shown, are read anew. */
const GATHER = 500;

/** Documents of a page that is read because very many are news. */
const PAGE = 200;

/**
 * @typedef {object} Page
 * @property {(document_: Document) => void} appeared was added, restored or changed
 * @property {(id: string) => void} vanished was deleted
 * @property {() => unknown} recount the project's own name, numbers or rights may be others
 * @property {() => void} lost nobody may see the project any more, or not this person
 * @property {() => Promise<boolean>} renew reads again what is shown; whether it could
 */

/**
 * @param {string} projectId
 * @param {Page} page
 * @param {AbortSignal} signal ends it
 * @returns {() => void} has the page renewed soon: something happened that nobody told in full
 */
export function followProject(projectId, page, signal) {
  // What happens before the line stands is told to nobody.
  let isStale = !live.isOpen;
  const missed = () => (isStale = true);
  const renew = async () => {
    isStale = false;
    if (!signal.aborted && !(await page.renew())) missed();
  };
  const catchUp = new CatchUp(sourceOf(projectId, signal), { found: (document_) => signal.aborted || page.appeared(document_), missed });
  const recount = soon(() => signal.aborted || page.recount(), GATHER);
  const renewSoon = soon(() => void renew(), GATHER);
  const heard = (/** @type {{id: string, change: string}} */ { id, change }) => {
    if (change === "removed") catchUp.drop(id);
    if (change === "removed") page.vanished(id);
    else catchUp.want(id);
    if (change !== "changed") recount();
  };
  hear("document-news", (news) => news.project_id === projectId && heard(news), signal);
  hear("project-news", ({ id, change }) => id === projectId && (change === "removed" ? page.lost() : recount()), signal);
  hear("reset", () => void renew(), signal);
  live.addEventListener("open", () => isStale && void renew(), { signal });
  return renewSoon;
}

/** @param {string} projectId @param {AbortSignal} signal @returns {import("../lib/catch-up.js").Source} */
function sourceOf(projectId, signal) {
  return {
    one: (id) => readDocument(id, signal),
    newest: (cursor) => {
      const query = new URLSearchParams({ sort: "-created_at", limit: String(PAGE), ...(cursor && { cursor }) });
      return listDocuments(projectId, query, signal);
    },
  };
}
