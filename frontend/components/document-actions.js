// What can be done with a document. What is seen changes at once; where the server says no it changes
// back, and a message says why. A failure never loses anything.

import { deleteDocument, download, renameDocument, restoreDocument } from "../lib/documents.js";
import { faultOf, shortName } from "../lib/names.js";
import { ApiError, messageOf } from "../lib/problem.js";
import { strings } from "../strings.js";
import { ask } from "./dialog.js";
import { toast } from "./toast-stack.js";

/** @typedef {import("../lib/types.js").Document} Document */
/** @typedef {(document_: Document) => void} Show */

const words = strings.documents;

/**
 * Asks for another name and gives it.
 * @param {Document} document_
 * @param {Show} show shows the document as it is from now on
 */
export async function askForName(document_, show) {
  let wish = document_.name;
  const fields = [{ label: words.renameLabel, name: "name", value: document_.name, maxlength: 255 }];
  await ask({ title: words.renameTitle, fields, submit: words.rename }, async ({ name }) => {
    const code = faultOf(name);
    if (code) throw new ApiError(422, { code: "invalid_input", errors: [{ field: "name", code, message: "" }] });
    wish = name;
  });
  if (wish !== document_.name) await rename(document_, wish, show);
}

/** @param {Document} document_ @param {string} name @param {Show} show */
async function rename(document_, name, show) {
  show({ ...document_, name });
  try {
    const renamed = await renameDocument(document_.id, name);
    show(renamed);
    toast(words.renamed(shortName(renamed.name)), { undo: () => void rename(renamed, document_.name, show) });
  } catch (error) {
    show(document_);
    toast(words.notRenamed(shortName(document_.name), reason(error)), { error: true });
  }
}

/**
 * Deletes at once, without a question, and offers to undo it.
 * @param {Document} document_
 * @param {{out: Show, back: Show}} list takes it out of what is shown, and puts it back
 * @returns {Promise<boolean>} whether it is deleted
 */
export async function removeWithUndo(document_, { out, back }) {
  out(document_);
  try {
    await deleteDocument(document_.id);
    toast(words.removed(shortName(document_.name)), { undo: () => void bringBack(document_).then((again) => again && back(again)) });
    return true;
  } catch (error) {
    back(document_);
    toast(words.notRemoved(shortName(document_.name), reason(error)), { error: true });
    return false;
  }
}

/** @param {Document} document_ @returns {Promise<Document | null>} null where it could not be restored */
export async function bringBack(document_) {
  try {
    const back = await restoreDocument(document_.id);
    toast(words.restored(shortName(document_.name)));
    return back;
  } catch (error) {
    toast(words.notRestored(shortName(document_.name), reason(error)), { error: true });
    return null;
  }
}

/** @param {Document} document_ */
export async function fetchToDisk(document_) {
  try {
    await download(document_);
  } catch (error) {
    toast(messageOf(error), { error: true });
  }
}

/** @param {unknown} error @returns {string} of a form's field where there is one: here is no form to look at */
function reason(error) {
  const [first] = error instanceof ApiError ? Object.values(error.fields) : [];
  return first ?? messageOf(error);
}
