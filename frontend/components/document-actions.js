// What can be done with a document. Each tells how it went; a failure never loses anything.

import { deleteDocument, download, renameDocument, restoreDocument } from "../lib/documents.js";
import { messageOf } from "../lib/problem.js";
import { strings } from "../strings.js";
import { ask } from "./dialog.js";
import { toast } from "./toast-stack.js";

/** @typedef {import("../lib/types.js").Document} Document */

const words = strings.documents;

/**
 * @param {Document} document_
 * @returns {Promise<Document | null>} with its new name, or null where the person gave up
 */
export async function askForName(document_) {
  /** @type {Document | null} */ let renamed = null;
  const fields = [{ label: words.renameLabel, name: "name", value: document_.name, maxlength: 255 }];
  await ask({ title: words.renameTitle, fields, submit: words.rename }, async ({ name }) => {
    renamed = await renameDocument(document_.id, name);
    toast(words.renamed(name));
  });
  return renamed;
}

/**
 * Deletes at once, without a question, and offers to undo it.
 * @param {Document} document_
 * @param {(document_: Document) => void} undone
 * @returns {Promise<boolean>} whether it is deleted
 */
export function removeWithUndo(document_, undone) {
  return reported(async () => {
    await deleteDocument(document_.id);
    toast(words.removed(document_.name), { undo: () => void bringBack(document_).then((back) => back && undone(back)) });
  });
}

/** @param {Document} document_ @returns {Promise<Document | null>} null where it could not be restored */
export async function bringBack(document_) {
  /** @type {Document | null} */ let back = null;
  await reported(async () => {
    back = await restoreDocument(document_.id);
    toast(words.restored(document_.name));
  });
  return back;
}

/** @param {Document} document_ */
export function fetchToDisk(document_) {
  return reported(() => download(document_));
}

/** @param {() => Promise<unknown>} action @returns {Promise<boolean>} whether it went well */
async function reported(action) {
  try {
    await action();
    return true;
  } catch (error) {
    toast(messageOf(error), { error: true });
    return false;
  }
}
