// Every page and its address.

/** @type {import("./lib/match.js").Route[]} */
export const routes = [
  { pattern: "/", load: () => import("./pages/projects.js") },
  { pattern: "/sign-in", load: () => import("./pages/sign-in.js"), open: true },
  { pattern: "/register", load: () => import("./pages/register.js"), open: true },
  { pattern: "/verify-email", load: () => import("./pages/verify-email.js"), open: true, always: true },
  { pattern: "/forgot-password", load: () => import("./pages/forgot-password.js"), open: true, always: true },
  { pattern: "/reset-password", load: () => import("./pages/reset-password.js"), open: true, always: true },
  { pattern: "/projects", load: () => import("./pages/projects.js") },
  { pattern: "/projects/:id", load: () => import("./pages/project.js") },
  { pattern: "/search", load: () => import("./pages/search.js") },
  { pattern: "/projects/:id/activity", load: () => import("./pages/activity.js") },
  { pattern: "/projects/:id/members", load: () => import("./pages/members.js") },
  { pattern: "/projects/:id/webhooks", load: () => import("./pages/webhooks.js") },
  { pattern: "/admin", load: () => import("./pages/admin.js") },
  { pattern: "/account", load: () => import("./pages/account.js") },
];
