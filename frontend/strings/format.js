// Sizes and times.

import { count } from "./count.js";

export const format = {
  bytes: (/** @type {number} */ n) => count(n, "byte"),
  justNow: "just now",
  minutesAgo: (/** @type {number} */ n) => `${count(n, "minute")} ago`,
  today: (/** @type {string} */ time) => `today at ${time}`,
  yesterday: (/** @type {string} */ time) => `yesterday at ${time}`,
  tomorrow: (/** @type {string} */ time) => `tomorrow at ${time}`,
  dayAt: (/** @type {string} */ day, /** @type {string} */ time) => `${day} at ${time}`,
  lasts: {
    seconds: (/** @type {number} */ n) => count(n, "second"),
    minutes: (/** @type {number} */ n) => count(n, "minute"),
    hours: (/** @type {number} */ n) => count(n, "hour"),
    days: (/** @type {number} */ n) => count(n, "day"),
  },
  until: (/** @type {string} */ when) => `until ${when}`,
  untilTomorrow: (/** @type {string} */ time) => `until tomorrow at ${time}`,
  untilDay: (/** @type {string} */ day, /** @type {string} */ time) => `until ${day} at ${time}`,
  fewSeconds: "a few seconds left",
  secondsLeft: (/** @type {number} */ n) => `about ${n} seconds left`,
  minutesLeft: (/** @type {number} */ n) => `about ${count(n, "minute")} left`,
};
