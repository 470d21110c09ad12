// One document, looked into.

export const preview = {
  label: (/** @type {string} */ name) => `Preview of ${name}`,
  close: "Close preview",
  previous: "Previous document",
  next: "Next document",
  name: "Name",
  type: "Type",
  size: "Size",
  added: "Added",
  by: "Added by",
  checksum: "SHA-256",
  none: "There is no preview for this kind of file. Download it to open it on your computer.",
  emptyFile: "This file is empty.",
  cut: (/** @type {string} */ shown, /** @type {string} */ all) => `The first ${shown} of ${all}. Download the file to read all of it.`,
  firstPage: "This is the first page. Download the file to read all of it.",
  noPdf: "This browser shows no PDFs inside a page. Download it to open it on your device.",
  broken: "This image cannot be shown here. Download it to open it on your computer.",
};
