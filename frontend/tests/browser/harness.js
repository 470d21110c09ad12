// What every story needs: a browser, people in it, and the rule that nothing goes wrong unnoticed.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { chromium } from "playwright-core";
import { Person } from "./person.js";

/** Milliseconds until a wait is given up. */
const PATIENCE = 10_000;

const FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** The address of the app, as people type it. */
export const baseUrl = process.env.BASE_URL ?? "http://localhost:8080";

/** @type {Promise<import("playwright-core").Browser> | null} */
let browser = null;
after(async () => (await browser)?.close());

/**
 * One sentence about what people do. It fails, besides what it asserts, where a page logs an error
 * (a violation of the content security policy is one) or throws and nobody catches.
 * @param {string} sentence
 * @param {(stage: Stage) => Promise<void>} play
 */
export function story(sentence, play) {
  test(sentence, { timeout: 90_000 }, async (t) => {
    const stage = new Stage();
    try {
      await play(stage);
      stage.assertCalm();
    } catch (error) {
      for (const line of await stage.describe()) t.diagnostic(line);
      throw error;
    } finally {
      await stage.clear();
    }
  });
}

/** Where a story plays: each person has a browser of their own, with as many tabs as they like. */
export class Stage {
  /** @type {import("playwright-core").BrowserContext[]} */ #contexts = [];
  /** @type {string[]} */ #errors = [];
  /** @type {RegExp[]} */ #expected = [];

  /** @param {string} [name] @returns {Promise<Person>} somebody new, with an account and no project */
  person(name = "Anna") {
    return Person.register(baseUrl, name);
  }

  /**
   * @param {Person} person
   * @param {string} [path]
   * @param {import("playwright-core").BrowserContextOptions} [options]
   * @returns {Promise<import("playwright-core").Page>} the app, signed in
   */
  async open(person, path = "/projects", options) {
    const context = await this.context(options);
    await context.request.post("/api/v1/auth/login", { data: person.credentials });
    return goto(await context.newPage(), path);
  }

  /**
   * @param {string} path
   * @param {import("playwright-core").BrowserContextOptions} [options]
   * @returns {Promise<import("playwright-core").Page>} the app, as a stranger sees it
   */
  async visit(path, options) {
    const context = await this.context(options);
    return goto(await context.newPage(), path);
  }

  /** @param {import("playwright-core").BrowserContextOptions} [options] */
  async context(options) {
    const context = await (await launched()).newContext({ baseURL: baseUrl, locale: "en-GB", ...options });
    context.setDefaultTimeout(PATIENCE);
    context.on("console", (message) => message.type() === "error" && this.#errors.push(`${message.text()} (${message.location().url})`));
    context.on("weberror", (error) => this.#errors.push(String(error.error().stack)));
    this.#contexts.push(context);
    return context;
  }

  /** @param {RegExp} pattern an error in the console that belongs to the story */
  expects(pattern) {
    this.#expected.push(pattern);
  }

  /** Fails where a page complained. */
  assertCalm() {
    const surprises = this.#errors.filter((error) => !this.#expected.some((pattern) => pattern.test(error)));
    assert.deepEqual(surprises, [], "a page logged errors");
  }

  /** @returns {Promise<string[]>} what stands on the screens, for whoever reads the failure */
  async describe() {
    const pages = this.#contexts.flatMap((context) => context.pages());
    const screens = pages.map(async (page) => `${page.url()}\n${await page.locator("body").innerText({ timeout: 1000 })}`);
    const told = await Promise.allSettled(screens);
    return [...told.flatMap((screen) => (screen.status === "fulfilled" ? [screen.value] : [])), ...this.#errors];
  }

  /** Closes every browser window. */
  async clear() {
    await Promise.all(this.#contexts.map((context) => context.close()));
  }
}

/** @param {import("playwright-core").Page} page @param {string} path */
async function goto(page, path) {
  await page.goto(path);
  await page.locator("h1").first().waitFor();
  return page;
}

function launched() {
  const executablePath = process.env.CHROMIUM_BIN ?? "/usr/bin/chromium";
  // Chromium's sandbox refuses to run as root; nothing foreign is opened here.
  browser ??= chromium.launch({ executablePath, chromiumSandbox: false, args: FLAGS });
  return browser;
}
