// The browser in which stories play and screenshots are taken.

import { chromium } from "playwright-core";

const FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** @returns {Promise<import("playwright-core").Browser>} */
export function launch() {
  const executablePath = process.env.CHROMIUM_BIN ?? "/usr/bin/chromium";
  // Chromium's sandbox refuses to run as root; nothing foreign is opened here.
  return chromium.launch({ executablePath, chromiumSandbox: false, args: FLAGS });
}
