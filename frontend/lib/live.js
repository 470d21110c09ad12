// The line on which the server tells what happens: one answer that never ends. Where it breaks it is
// asked for again, from the last event on. No DOM here.

import { EventStreamReader } from "./event-stream.js";
import { sleep } from "./patience.js";

/**
 * Asks for the stream.
 * @callback Open
 * @param {string} lastId of the last event that was heard; "" where none was
 * @param {AbortSignal} signal
 * @returns {Promise<Response>}
 */

/** Milliseconds after which a line is dead: three heartbeats. */
const SILENT = 45_000;

/** Seconds until the first try to mend it, doubled for each further one, up to the longest. */
const FIRST = 1;
const LONGEST = 60;

/** Milliseconds after which a line counts as good: one that breaks before is tried ever more rarely. */
const STEADY = 10_000;

/** Announces "news" (detail: name and data) for each event, "open" and "close", and "reset" where events may have been missed. */
export class LiveLine extends EventTarget {
  /** Whether what happens is heard at the moment. */ isOpen = false;
  #lastId = "";
  /** Whether something may have happened that this line has not told. */ #hasGap = false;
  /** @type {AbortController | null} */ #work = null;
  #pause = new AbortController();
  #open;
  #random;

  /** @param {Open} open @param {() => number} [random] */
  constructor(open, random = Math.random) {
    super();
    this.#open = open;
    this.#random = random;
  }

  /** Opens the line and keeps it open. */
  start() {
    if (this.#work) return;
    this.#work = new AbortController();
    void this.#keep(this.#work.signal);
  }

  /** Closes it; it goes on later where it stopped. */
  stop() {
    this.#work?.abort();
    this.#work = null;
    this.#lose();
  }

  /** Closes it, and forgets where it was: what comes next is somebody else's. */
  forget() {
    this.stop();
    this.#lastId = "";
    this.#hasGap = false;
  }

  /** Tries now what it would try soon. */
  hurry() {
    this.#pause.abort();
  }

  /** @param {AbortSignal} signal */
  async #keep(signal) {
    for (let failures = 0; !signal.aborted; ) {
      const began = performance.now();
      await this.#listen(signal).catch(() => undefined);
      if (signal.aborted) return;
      this.#lose();
      failures = performance.now() - began > STEADY ? 0 : failures + 1;
      this.#pause = new AbortController();
      await sleep(pauseAfter(failures, this.#random()), AbortSignal.any([signal, this.#pause.signal]));
    }
  }

  /** @param {AbortSignal} signal */
  async #listen(signal) {
    const silence = new AbortController();
    const response = await this.#open(this.#lastId, AbortSignal.any([signal, silence.signal]));
    const isStream = response.headers.get("Content-Type")?.startsWith("text/event-stream");
    if (!isStream || !response.body) throw new Error("this is no stream of events");
    signal.throwIfAborted();
    this.#gain();
    let timer = setTimeout(() => silence.abort(), SILENT);
    try {
      const reader = new EventStreamReader();
      for await (const text of textIn(response.body)) {
        clearTimeout(timer);
        timer = setTimeout(() => silence.abort(), SILENT);
        if (!signal.aborted) this.#take(reader, text);
      }
    } finally {
      clearTimeout(timer);
      silence.abort();
    }
  }

  /** @param {EventStreamReader} reader @param {string} text */
  #take(reader, text) {
    const events = reader.read(text);
    this.#lastId = reader.lastId || this.#lastId;
    for (const { name, data } of events) {
      if (name === "reset") this.#tell("reset");
      else this.#tell("news", { name, data: JSON.parse(data) });
    }
  }

  #gain() {
    this.isOpen = true;
    this.#tell("open");
    // Without an id the server cannot know what was missed since.
    if (this.#hasGap && !this.#lastId) this.#tell("reset");
  }

  #lose() {
    this.#hasGap = true;
    if (!this.isOpen) return;
    this.isOpen = false;
    this.#tell("close");
  }

  /** @param {string} name @param {unknown} [detail] */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/**
 * @param {number} failures in a row
 * @param {number} random from 0 to 1, so that a thousand tabs do not come back in the same moment
 * @returns {number} seconds
 */
export function pauseAfter(failures, random) {
  const longest = Math.min(FIRST * 2 ** Math.max(0, failures - 1), LONGEST);
  return longest * (0.5 + random / 2);
}

/** @param {ReadableStream<any>} body */
async function* textIn(body) {
  const pieces = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value, done } = await pieces.read();
    if (done) return;
    yield value;
  }
}
