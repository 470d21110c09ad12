// What the links in mails lead to, and how one comes by them.

export const verifyEmail = {
  done: { title: "Your address is confirmed", text: "Thank you. Mail from Quayside reaches you here." },
  used: { title: "Your address is confirmed already", text: "This link has done its work. There is nothing left to do." },
  expired: { title: "This link has expired", text: "Links work for a day, and only until a newer one is sent. Sign in and have another one sent from your account." },
  wrong: { title: "This link is not complete", text: "Perhaps the mail program broke it in two. Copy the whole address from the mail, up to its end." },
  signIn: "Sign in",
  projects: "Go to your projects",
  again: "Send another link",
  sent: "A new link is on its way to you.",
  verified: "Your address is confirmed.",
};

export const verification = {
  text: (/** @type {string} */ email) => `Your address is not confirmed yet. Follow the link in the mail that we sent to ${email}.`,
  again: "Send again",
  sent: "A new link is on its way. The older one no longer works.",
  verified: "Your address is confirmed.",
};

export const forgotPassword = {
  title: "Forgot your password?",
  text: "We send you a link with which you choose a new one.",
  submit: "Send the link",
  sent: (/** @type {string} */ email) => `If there is an account with ${email}, a mail is on its way there. Its link works for an hour.`,
  nothing: "Nothing there? Look where your mail program puts unwanted mail, and check that this is the address you registered with.",
  other: "You remember it?",
  otherLink: "Sign in",
};

export const resetPassword = {
  title: "Choose a new password",
  text: "You are signed out everywhere, and sign in again with the new one.",
  password: "New password",
  submit: "Change password",
  other: "Changed your mind?",
  otherLink: "Sign in",
  again: "Have another link sent",
  others: {
    title: "The password is changed",
    text: (/** @type {string} */ email) => `You are still signed in here as ${email}, whose password is as it was. To use the other account, sign out first.`,
  },
  used: { title: "This link has been used", text: "Each link works once. If you did not use it yourself, have another one sent and choose a new password now." },
  expired: { title: "This link has expired", text: "Links work for an hour, and only until a newer one is sent." },
  wrong: { title: "This link is not complete", text: "Perhaps the mail program broke it in two. Copy the whole address from the mail, up to its end." },
};
