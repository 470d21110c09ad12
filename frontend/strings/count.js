// How many of what.

/** @param {number} n @param {string} one @param {string} [many] @returns {string} such as "1,204 documents" */
export function count(n, one, many = `${one}s`) {
  return `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;
}
