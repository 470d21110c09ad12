// Finding by words, as people type them: no capitals, no accents, in any order.

/**
 * @param {string} text
 * @param {string} wanted
 * @returns {boolean} whether every word that is wanted is in the text
 */
export function hasWords(text, wanted) {
  const where = plain(text);
  return plain(wanted)
    .split(/\s+/)
    .every((word) => where.includes(word));
}

/** @param {string} text */
function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
