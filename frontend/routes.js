// Every page and its address.

/** @type {import("./lib/match.js").Route[]} */
export const routes = [
  { pattern: "/", load: () => import("./pages/projects.js") },
  { pattern: "/sign-in", load: () => import("./pages/sign-in.js"), open: true },
  { pattern: "/register", load: () => import("./pages/register.js"), open: true },
  { pattern: "/projects", load: () => import("./pages/projects.js") },
  { pattern: "/projects/:id", load: () => import("./pages/project.js") },
  { pattern: "/search", load: () => import("./pages/search.js") },
  { pattern: "/account", load: () => import("./pages/account.js") },
];
