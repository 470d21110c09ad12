// How long the uploads still take, said only when it can be said, and without jumping about.

/** Milliseconds before anything is said: the first moments tell more about buffers than about the line. */
const SILENCE = 3000;

/** Milliseconds over which the rate is averaged: long enough for a hiccup, short enough for another network. */
const MEMORY = 8000;

/** Milliseconds over which what is said follows what is known. */
const CALM = 4000;

/** Milliseconds between two measurements; progress arrives in bursts. */
const BEAT = 500;

/** Milliseconds: nobody plans with more than a day. */
const LONGEST = 86_400_000;

/** What a file costs besides its bytes (a request, checks, a row), in bytes that would take as long. */
const FEE = 50_000;

/** The time left of one burst of uploads. Amounts are what `amounts` gives. */
export class Estimate {
  #began = 0;
  #at = 0;
  #done = 0;
  /** Amount per millisecond. */ #rate = 0;
  /** @type {number | null} milliseconds */ #said = null;

  /**
   * @param {number} done so far, of this burst
   * @param {number} left
   * @param {number} now milliseconds of the clock
   * @returns {number | null} seconds, or null while there is nothing to judge by
   */
  left(done, left, now) {
    if (this.#began === 0) this.#begin(done, now);
    if (now - this.#at >= BEAT) this.#measure(done, left, now);
    return this.#said === null ? null : this.#said / 1000;
  }

  /** @param {number} done @param {number} now */
  #begin(done, now) {
    this.#began = now;
    this.#at = now;
    this.#done = done;
  }

  /** @param {number} done @param {number} left @param {number} now */
  #measure(done, left, now) {
    const passed = now - this.#at;
    // What failed is no longer counted as done: that is no travelling backwards.
    const fresh = Math.max(0, done - this.#done) / passed;
    // At first every moment counts the same; later the last ones count most.
    const share = Math.max(passed / (now - this.#began), 1 - Math.exp(-passed / MEMORY));
    this.#rate += (fresh - this.#rate) * share;
    this.#at = now;
    this.#done = done;
    if (now - this.#began >= SILENCE) this.#say(left, passed);
  }

  /** @param {number} left @param {number} passed */
  #say(left, passed) {
    const known = this.#rate > 0 ? left / this.#rate : Infinity;
    if (known > LONGEST) this.#said = null;
    else if (this.#said === null) this.#said = known;
    else {
      const expected = Math.max(0, this.#said - passed);
      this.#said = expected + (known - expected) * (1 - Math.exp(-passed / CALM));
    }
  }
}

/**
 * What a burst of uploads amounts to: bytes, and a fee for every file, so that a thousand small ones
 * or an empty one count too.
 * @param {Iterable<import("./upload.js").Upload>} uploads
 * @param {number} batch
 * @returns {{done: number, all: number, files: number, stored: number}} the last two are numbers of files
 */
export function amounts(uploads, batch) {
  const sum = { done: 0, all: 0, files: 0, stored: 0 };
  for (const upload of uploads) {
    // What failed or was cancelled is no part of the work, unless it begins again.
    if (upload.batch !== batch || upload.state === "failed" || upload.state === "cancelled") continue;
    const isStored = upload.state === "done";
    sum.files += 1;
    sum.stored += isStored ? 1 : 0;
    sum.all += upload.size + FEE;
    sum.done += upload.sent + (isStored ? FEE : 0);
  }
  return sum;
}
