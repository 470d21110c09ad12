// What people bring along by dropping or pasting: which of it are files, and what they are called.

import { strings } from "../strings.js";

/**
 * Must be called while the event is handled: afterwards the browser forgets what was brought.
 * @param {DataTransfer | null} transfer
 * @returns {{files: File[], folders: string[]}} folders by name: their files are not uploaded with them
 */
export function broughtBy(transfer) {
  /** @type {{files: File[], folders: string[]}} */ const brought = { files: [], folders: [] };
  for (const item of transfer?.items ?? []) {
    if (item.kind !== "file") continue;
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry?.isDirectory) brought.folders.push(entry.name);
    else if (file) brought.files.push(file);
  }
  return brought;
}

/**
 * Browsers call every pasted picture "image.png"; the time says which it is.
 * @param {File} file
 * @param {Date} now
 * @returns {File}
 */
export function named(file, now) {
  if (!/^image\.\w+$/.test(file.name)) return file;
  const [day, time] = now.toLocaleString("sv-SE").split(" ");
  const name = strings.documents.pasted(day, time.slice(0, 5).replace(":", "."), file.name.slice("image".length));
  return new File([file], name, { type: file.type, lastModified: now.getTime() });
}

/**
 * @param {EventTarget | null} target
 * @param {DataTransfer | null} transfer
 * @returns {boolean} whether a paste means text: into a field, or cells and passages that come with a picture of themselves
 */
export function meansText(target, transfer) {
  const field = target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
  return Boolean(field) || (transfer?.getData("text/plain") ?? "") !== "";
}
