// Sizes, times and names, as people read them.

import { strings } from "../strings.js";

const LOCALE = "en-GB";
const DAY = 86_400_000;

const oneDecimal = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: "long" });
const day = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long" });
const dayOfYear = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long", year: "numeric" });
const exact = new Intl.DateTimeFormat(LOCALE, { dateStyle: "full", timeStyle: "long" });

/** @param {number} bytes @returns {string} such as "12.4 MB" */
export function formatSize(bytes) {
  if (bytes < 1000) return strings.format.bytes(bytes);
  const units = ["KB", "MB", "GB", "TB"];
  let value = bytes / 1000;
  let unit = 0;
  // 999.95 would be shown as 1000.0
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${oneDecimal.format(value)} ${units[unit]}`;
}

/** @param {number} bytes @returns {string} to the last byte */
export function exactSize(bytes) {
  return strings.format.bytes(bytes);
}

/**
 * @param {string} time RFC 3339
 * @param {Date} [now]
 * @returns {string} as one would say it: "5 minutes ago", "yesterday at 09:12", "3 March", "tomorrow at 04:00"
 */
export function formatTime(time, now = new Date()) {
  const then = new Date(time);
  const minutes = Math.floor((now.getTime() - then.getTime()) / 60_000);
  if (minutes < -1) return formatAhead(then, now);
  if (minutes < 1) return strings.format.justNow;
  if (minutes < 60) return strings.format.minutesAgo(minutes);
  const days = daysBetween(then, now);
  if (days === 0) return strings.format.today(clock.format(then));
  if (days === 1) return strings.format.yesterday(clock.format(then));
  if (days < 7) return strings.format.dayAt(weekday.format(then), clock.format(then));
  return then.getFullYear() === now.getFullYear() ? day.format(then) : dayOfYear.format(then);
}

/** What is still to come. @param {Date} then @param {Date} now */
function formatAhead(then, now) {
  const days = daysBetween(now, then);
  if (days === 0) return strings.format.today(clock.format(then));
  if (days === 1) return strings.format.tomorrow(clock.format(then));
  return strings.format.dayAt(day.format(then), clock.format(then));
}

/**
 * @param {string} time RFC 3339, still to come
 * @param {Date} [now]
 * @returns {string} as one would say it: "until 14:30", "until tomorrow at 09:12", "until 3 March"
 */
export function formatUntil(time, now = new Date()) {
  const then = new Date(time);
  const days = daysBetween(now, then);
  if (days <= 0) return strings.format.until(clock.format(then));
  if (days === 1) return strings.format.untilTomorrow(clock.format(then));
  if (days < 7) return strings.format.untilDay(weekday.format(then), clock.format(then));
  return strings.format.until(then.getFullYear() === now.getFullYear() ? day.format(then) : dayOfYear.format(then));
}

/** @param {string} time RFC 3339 @returns {string} such as "3 March 2026" */
export function formatDay(time) {
  return dayOfYear.format(new Date(time));
}

/** @param {string} time RFC 3339 @returns {string} to the second, with its zone */
export function exactTime(time) {
  return exact.format(new Date(time));
}

/** @param {number} seconds @returns {string} such as "about 3 minutes left" */
export function formatRemaining(seconds) {
  if (seconds < 10) return strings.format.fewSeconds;
  if (seconds < 90) return strings.format.secondsLeft(Math.round(seconds / 10) * 10);
  return strings.format.minutesLeft(Math.round(seconds / 60));
}

/** @param {number} seconds @returns {string} how long something lasts, in its largest unit: "40 seconds", "3 hours" */
export function formatDuration(seconds) {
  const { seconds: inSeconds, minutes, hours, days } = strings.format.lasts;
  if (seconds < 90) return inSeconds(Math.round(seconds));
  if (seconds < 90 * 60) return minutes(Math.round(seconds / 60));
  if (seconds < 36 * 3600) return hours(Math.round(seconds / 3600));
  return days(Math.round(seconds / 86_400));
}

/**
 * Splits a name so that its end can stay visible when the middle has no room.
 * @param {string} name
 * @returns {[string, string]} stem and extension (with its dot; empty where there is none)
 */
export function splitName(name) {
  const found = /^(.+)(\.[^.\s]{1,12})$/u.exec(name);
  return found ? [found[1], found[2]] : [name, ""];
}

/** @param {Date} then @param {Date} now */
function daysBetween(then, now) {
  const midnight = (/** @type {Date} */ date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((midnight(now) - midnight(then)) / DAY);
}
