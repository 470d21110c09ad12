// Only what Biome cannot tell: whether the browsers of the baseline know an API or a piece of markup.

import { createRequire } from "node:module";
import { baseline } from "./baseline.mjs";

// The packages lie beside the tests, not beside this file.
const require = createRequire(new URL("../frontend/tests/", import.meta.url));
const compat = require("eslint-plugin-compat");
const html = require("@html-eslint/eslint-plugin");

/** In pages, and in the templates tagged `html`. */
const markup = { "html/use-baseline": ["error", { available: baseline }] };

export default [
  {
    files: ["frontend/**/*.js"],
    ignores: ["frontend/tests/**", "frontend/vendor/**"],
    plugins: { compat, html },
    rules: { "compat/compat": "error", ...markup },
    settings: { targets: `baseline ${baseline}` },
  },
  {
    files: ["**/*.html"],
    plugins: { html },
    languageOptions: { parser: require("@html-eslint/parser") },
    rules: markup,
  },
];
