// When to look again for thumbnails that are being made: soon at first, then ever more rarely, and after
// a minute no more. It has no clock of its own.

/** Seconds before the first look; doubled for each further one. */
const FIRST = 1;

/** How often one document is looked at: 1 + 2 + 4 + 8 + 16 + 32 seconds are a minute. */
const LOOKS = 6;

/** Documents that are asked for at once. */
export const AT_ONCE = 12;

/** What was looked at, and when it is time again. */
export class ThumbnailLooks {
  /** @type {Map<string, {looks: number, due: number}>} */ #known = new Map();

  /** @param {string[]} ids of what is in sight @param {number} now in seconds @returns {number | null} seconds until the next look, or null where none is left */
  wait(ids, now) {
    const due = this.#waiting(ids, now).map(({ due }) => due);
    return due.length > 0 ? Math.max(0, Math.min(...due) - now) : null;
  }

  /** @param {string[]} ids @param {number} now @returns {string[]} those that are to be looked at now, the longest overdue first; they count as looked at */
  take(ids, now) {
    const ripe = this.#waiting(ids, now).filter(({ due }) => due <= now);
    const taken = ripe.sort((a, b) => a.due - b.due).slice(0, AT_ONCE);
    for (const { id, looks } of taken) this.#known.set(id, { looks: looks + 1, due: now + FIRST * 2 ** (looks + 1) });
    return taken.map(({ id }) => id);
  }

  /** @param {string[]} ids @param {number} now */
  #waiting(ids, now) {
    const all = ids.map((id) => ({ id, ...this.#of(id, now) }));
    return all.filter(({ looks }) => looks < LOOKS);
  }

  /** @param {string} id @param {number} now */
  #of(id, now) {
    const known = this.#known.get(id) ?? { looks: 0, due: now + FIRST };
    this.#known.set(id, known);
    return known;
  }
}
