// Work that fails for good.

import assert from "node:assert/strict";
import { picture } from "./samples.js";
import { eventually } from "./screen.js";

/** A picture that is torn: its thumbnail cannot be made, however often it is tried. @param {import("./person.js").Person} person */
export async function leaveDeadLetter(person) {
  const torn = picture("torn.png");
  const harbour = await person.project("Harbour");
  await person.upload(harbour, { ...torn, buffer: torn.buffer.subarray(0, 30) });
  await eventually(async () => {
    const states = (await person.jobs(harbour)).filter(({ kind }) => kind === "thumbnail").map(({ state }) => state);
    assert.deepEqual(states, ["dead"]);
  });
}
