// The browsers that Quayside is made for: everything that all the big ones could do when this year ended
// (https://web-platform-dx.github.io/web-features/): Chrome and Edge 131, Firefox 133, Safari 18.2, or newer.
// What is newer in scripts, styles or markup is an error; config/tsconfig.json says the same year to the types.

/** A year of "Baseline". */
export const baseline = 2024;
