// Which jobs nobody wants to see any more, in this browser: a reload must not bring them back.

const KEY = "quayside.dismissed-jobs";

/** As many as the server tells of at once, and more. */
const MOST = 200;

/** @type {import("./job-list.js").Dismissed} */
export const dismissedJobs = {
  has: (id) => read().includes(id),
  add: (ids) => write([...read(), ...ids].slice(-MOST)),
};

/** @returns {string[]} */
function read() {
  try {
    return (localStorage.getItem(KEY) ?? "").split(" ");
  } catch {
    // Storage is refused in some private windows.
    return [];
  }
}

/** @param {string[]} ids */
function write(ids) {
  try {
    localStorage.setItem(KEY, ids.join(" "));
  } catch {
    // Then they come back with the next reload.
  }
}
