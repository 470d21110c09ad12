// One page with all pictures, to look through.

/**
 * @param {string[]} names of the states
 * @param {import("./studio.js").Look[]} looks
 * @returns {string} markup
 */
export function sheet(names, looks) {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Quayside in pictures</title>
    <style>
      body { font: 15px system-ui; margin: 2rem; background: #888; }
      section { display: flex; gap: 1rem; align-items: start; }
      img { height: 400px; border: 1px solid #555; }
    </style>
  </head>
  <body>
${names.map((name) => row(name, looks)).join("\n")}
  </body>
</html>
`;
}

/** @param {string} name @param {import("./studio.js").Look[]} looks */
function row(name, looks) {
  const files = looks.map(({ theme, width }) => `${name}.${theme}.${width}.png`);
  return `    <h2 id="${name}">${name}</h2>\n    <section>${files.map((file) => `<a href="${file}"><img src="${file}" alt="${file}"></a>`).join("")}</section>`;
}
