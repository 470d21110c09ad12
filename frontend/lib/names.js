// Names of documents: which ones the server takes, and how a long one is told in a sentence.

import { splitName } from "./format.js";

/** Characters; the server counts them as we do, after composing accents. */
const LONGEST = 255;

/** Characters of a name in a sentence: wide ones still fit a notification on a phone. */
const TOLD = 32;

const characters = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Says beforehand what the server would say, so that a rename can be shown at once.
 * @param {string} name
 * @returns {"required" | "too_long" | "forbidden_character" | null} what is wrong with it
 */
export function faultOf(name) {
  if (name.trim() === "") return "required";
  if ([...name.normalize("NFC")].length > LONGEST) return "too_long";
  return /[/\\\p{Cc}]/u.test(name) ? "forbidden_character" : null;
}

/** Marks that turn the direction of all that follows: "report\u202Efdp.exe" would be read as "reportexe.pdf". */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/g;

/** @param {string} name @returns {string} for a sentence: not too long, its end stays, and it turns nothing around */
export function shortName(name) {
  const told = name.replaceAll(TURNS, "");
  const [stem, extension] = splitName(told);
  const parts = [...characters.segment(stem)];
  const room = TOLD - extension.length;
  if (parts.length <= room) return told;
  const kept = parts.slice(0, room - 1).map(({ segment }) => segment);
  return `${kept.join("")}…${extension}`;
}
