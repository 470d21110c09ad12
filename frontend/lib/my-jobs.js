// The jobs of whoever is signed in, in this tab: read at the beginning, and then kept true by news, or by
// looking where no news come.

import { dismissedJobs } from "./dismissed-jobs.js";
import { hear } from "./events.js";
import { JobList } from "./job-list.js";
import { askFor, cancelJob, listMyJobs, readJob } from "./jobs.js";
import { live } from "./live-news.js";
import { sleep } from "./patience.js";
import { session } from "./session.js";

/** Seconds between two looks while there is no line, the last one for ever. */
const LOOKS = [1, 2, 3, 5];

/** The list of this tab. */
export const myJobs = new JobList({ ask: askFor, list: listMyJobs, read: readJob, cancel: cancelJob }, dismissedJobs);

hear("job-news", (news) => myJobs.hear(news));
hear("reset", () => void myJobs.load());
// What ended before the line stood was told to nobody.
live.addEventListener("open", () => void myJobs.look());

/** Begins to read, and goes on as long as this tab lives. */
export function followJobs() {
  session.addEventListener("change", begin);
  session.addEventListener("replaced", () => myJobs.reset());
  begin();
}

/** @type {string | null} whose they are */
let owner = null;

function begin() {
  const id = session.user?.id ?? null;
  if (id === owner) return;
  owner = id;
  if (id) void myJobs.load();
  else myJobs.reset();
}

/** Whether somebody looks already. */
let looking = false;
myJobs.addEventListener("change", () => {
  if (myJobs.underWay.length > 0 && !looking) void lookWithoutALine();
});

async function lookWithoutALine() {
  looking = true;
  for (let n = 0; myJobs.underWay.length > 0; n += 1) {
    await sleep(LOOKS[Math.min(n, LOOKS.length - 1)]);
    if (!live.isOpen && !document.hidden) await myJobs.look();
  }
  looking = false;
}
