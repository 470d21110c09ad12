// A long list, brought together quickly.

import { text } from "./samples.js";

/** Uploads at the same time: enough to keep a server busy, few enough to leave it some air. */
const LANES = 8;

/** @param {number} count @returns {string[]} "note 001.txt" and so on, as many as asked for */
export function notes(count) {
  return Array.from({ length: count }, (_, index) => `note ${String(index + 1).padStart(3, "0")}.txt`);
}

/** @param {import("./person.js").Person} person @param {import("./person.js").Project} project @param {string[]} names */
export async function fill(person, project, names) {
  const waiting = names.values();
  const lane = async () => {
    for (const name of waiting) await person.upload(project, text(name, name));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
