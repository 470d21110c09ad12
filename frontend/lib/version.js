// Notices that the server has been renewed while a tab stayed open. Reloading is left to the person.

/** Milliseconds between two questions, and how many at least: whoever switches tabs all day asks no more often. */
const EVERY = 5 * 60_000;
const REST = 60_000;

/** Announces "new" once, when the server is not the one that this tab began with. */
export class VersionWatch extends EventTarget {
  /** @type {string | null} */ #first = null;
  #asked = -Infinity;
  #told = false;
  #read;

  /** @param {() => Promise<string | null>} read what the server is; null where it cannot be said */
  constructor(read) {
    super();
    this.#read = read;
  }

  /** @param {number} [now] milliseconds of the clock */
  async look(now = Date.now()) {
    if (this.#told || now - this.#asked < REST) return;
    this.#asked = now;
    const version = await this.#read();
    if (version === null) return;
    this.#first ??= version;
    if (version === this.#first || this.#told) return;
    this.#told = true;
    this.dispatchEvent(new Event("new"));
  }
}

/** @returns {Promise<string | null>} */
async function readVersion() {
  try {
    const response = await fetch("/api/version", { cache: "no-store" });
    if (!response.ok) return null;
    const { version, commit } = await response.json();
    return `${version} ${commit}`;
  } catch {
    // Offline, or in the middle of a deploy: the next look will tell.
    return null;
  }
}

/** @param {() => void} tell called once, when there is a new version */
export function watchVersion(tell) {
  const watch = new VersionWatch(readVersion);
  watch.addEventListener("new", tell, { once: true });
  const look = () => void (document.visibilityState === "visible" && watch.look());
  document.addEventListener("visibilitychange", look);
  addEventListener("focus", look);
  addEventListener("online", look);
  setInterval(look, EVERY);
  look();
}
