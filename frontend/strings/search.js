// Searching all documents.

import { count } from "./count.js";

export const search = {
  title: "Search",
  label: "Search all documents",
  hint: "Search all documents (press /)",
  found: (/** @type {number} */ n, /** @type {boolean} */ more) => (more ? `The first ${count(n, "document")}` : count(n, "document")),
  more: "Load more documents",
  startTitle: "Search all your projects",
  start: "Type words of a name, or words that are written in a text, a table, a PDF or an Office document.",
  nothingTitle: "No document has these words",
  nothing: "We looked in names and in texts. Try fewer or shorter words. What has just been uploaded is read within moments.",
};
