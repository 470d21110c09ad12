// What stands around every page: the rail, the note of a new version, and what is shown where there is no page.

export const nav = {
  label: "Main",
  projects: "Projects",
  account: "Your account",
  admin: "Administration",
  /** @param {string} name */
  accountMenu: (name) => `Account menu, ${name}`,
  accountShort: "Account",
  signOut: "Sign out",
  dark: "Use dark theme",
  light: "Use light theme",
  theme: "Theme",
};

export const leaving = {
  title: "Your uploads are not finished",
  text: "Signing out cancels what has not arrived yet. What is stored is safe.",
  submit: "Sign out",
};

export const version = {
  ready: "A new version is here.",
  busy: "A new version is here. Reloading now would cut your uploads off.",
  reload: "Reload",
  goneTitle: "This page needs a reload",
  gone: "Quayside was renewed while this tab was open. What is stored is safe. Reload to go on.",
  goneBusy: "Quayside was renewed while this tab was open. Your uploads go on: reload when they are done.",
};

export const missing = {
  title: "Nothing at this address",
  text: "It may have been deleted or moved, or it belongs to a project that you are not a member of.",
  link: "Go to your projects",
};

export const failed = { title: "This page did not load" };
