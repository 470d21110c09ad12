// The standard rules, and the baseline.

import { baseline } from "./baseline.mjs";

/** Where a browser does not know these, the page is a little plainer or slower, and nothing is lost. */
const plainerWithout = {
  "accent-color": ["/./"],
  "content-visibility": ["/./"],
  "font-family": ["ui-monospace"],
  "line-clamp": ["/./"],
  "overscroll-behavior": ["/./"],
  resize: ["/./"],
  "text-size-adjust": ["/./"],
};

export default {
  extends: "stylelint-config-standard",
  plugins: ["stylelint-plugin-use-baseline"],
  rules: { "plugin/use-baseline": [true, { available: baseline, ignoreProperties: plainerWithout }] },
};
