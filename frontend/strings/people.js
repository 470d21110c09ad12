// Getting in, and one's own account.

export const signIn = {
  title: "Sign in",
  email: "Email",
  password: "Password",
  submit: "Sign in",
  other: "No account yet?",
  otherLink: "Create one",
  forgot: "Forgot your password?",
  signedOut: "You are signed out.",
  elsewhere: "You signed out in another tab.",
  changed: "Your password is changed. Sign in with the new one.",
  expired: "Your session has ended. Sign in and you are back where you were.",
};

export const register = {
  title: "Create an account",
  name: "Name",
  nameHint: "As your team knows you.",
  passwordHint: "At least 10 characters. A few words in a row are good.",
  submit: "Create account",
  other: "You have an account?",
  otherLink: "Sign in",
};

export const account = {
  title: "Your account",
  profile: "Profile",
  name: "Name",
  email: "Email",
  saveName: "Save name",
  nameSaved: "Your name is saved",
  password: "Password",
  current: "Current password",
  next: "New password",
  savePassword: "Change password",
  passwordSaved: "Your password is changed. Other devices are signed out.",
  profileText: "Your name stands beside what you add.",
  passwordText: "When you change it, your other devices are signed out. This one stays.",
  since: (/** @type {string} */ day) => `Here since ${day}`,
  admin: "Administrator",
  look: "Appearance",
  lookText: "For this browser.",
  themes: { system: "System", light: "Light", dark: "Dark" },
};
