// Work that fails for good.

import assert from "node:assert/strict";
import { picture } from "./samples.js";
import { eventually } from "./screen.js";

/** A picture that is torn: its thumbnail cannot be made, however often it is tried. @param {import("./person.js").Person} person @param {import("./person.js").Project} [project] */
export async function leaveDeadLetter(person, project) {
  const torn = picture("torn.png");
  const harbour = project ?? (await person.project("Harbour"));
  await person.upload(harbour, { ...torn, buffer: torn.buffer.subarray(0, 30) });
  await eventually(async () => {
    const dead = (await person.jobs(harbour)).filter(({ kind, state }) => kind === "thumbnail" && state === "dead");
    assert.equal(dead.length, 1);
  });
}
