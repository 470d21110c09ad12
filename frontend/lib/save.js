/**
 * Lets the browser fetch a file itself: it can pause, resume, and needs none of the tab's memory.
 * @param {string} url works without a token
 * @param {string} name
 */
export function save(url, name) {
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
}
