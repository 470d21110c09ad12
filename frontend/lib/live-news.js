// This tab's line to the server: open while somebody is signed in and looks at the tab. What it tells
// becomes news for the parts of the page.

import { api } from "./api.js";
import { tell } from "./events.js";
import { LiveLine } from "./live.js";
import { session } from "./session.js";

/** The line of this tab. */
export const live = new LiveLine(async (lastId, signal) => {
  // A stream ends with its token: the next one begins with a new one.
  await api.freshToken();
  const headers = { Accept: "text/event-stream", ...(lastId && { "Last-Event-ID": lastId }) };
  return api.send("GET", "/events", { headers, signal });
});

/** What the server calls its events, and what they are here. */
const NAMES = /** @type {const} */ ({ job: "job-news", document: "document-news", project: "project-news" });

live.addEventListener("news", (event) => {
  const { name, data } = /** @type {CustomEvent<{name: string, data: any}>} */ (event).detail;
  if (!(name in NAMES)) return;
  tell(NAMES[/** @type {keyof typeof NAMES} */ (name)], data);
  if (name === "project") tell("projects-changed", null);
});

live.addEventListener("reset", () => {
  tell("reset", null);
  tell("projects-changed", null);
});

/** Begins to listen, and goes on as long as this tab lives. */
export function followNews() {
  session.addEventListener("change", follow);
  session.addEventListener("replaced", () => live.forget());
  document.addEventListener("visibilitychange", follow);
  addEventListener("online", () => live.hurry());
  follow();
}

/** A browser has few lines to one server: a tab that nobody looks at gives its own back. */
function follow() {
  if (!session.user) live.forget();
  else if (document.hidden) live.stop();
  else live.start();
}
