// What every story needs: a browser, people in it, and the rule that nothing goes wrong unnoticed.

import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { launch } from "./chromium.js";
import { Person } from "./person.js";

/** Milliseconds until a wait is given up. */
const PATIENCE = 20_000;

/** The folder for pictures of stories that failed. */
const PICTURES = process.env.TEST_PICTURES_DIR ?? join(tmpdir(), "quayside-stories");

/** The browser logs that the line to the server broke, the page mends it: what people see of that, stories look at. */
const BROKEN_LINE = /net::ERR_\w+ \(.*\/api\/v1\/events\)$/;

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
      await perform(sentence, play, stage, t);
    } catch (error) {
      if (!stage.wasDisturbed) throw error;
      t.diagnostic("The network of this machine changed, so it is played once more");
      await perform(sentence, play, new Stage(), t);
    }
  });
}

/** @param {string} sentence @param {(stage: Stage) => Promise<void>} play @param {Stage} stage @param {import("node:test").TestContext} t */
async function perform(sentence, play, stage, t) {
  try {
    await play(stage);
    await stage.assertCalm();
  } catch (error) {
    for (const line of [...(await stage.describe()), ...(await stage.depict(sentence))]) t.diagnostic(line);
    throw error;
  } finally {
    await stage.clear();
  }
}

/** Where a story plays: each person has a browser of their own, with as many tabs as they like. */
export class Stage {
  /** @type {import("playwright-core").BrowserContext[]} */ #contexts = [];
  /** @type {string[]} */ #errors = [];
  /** @type {RegExp[]} */ #expected = [BROKEN_LINE];

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
    // What cannot be parsed has no stack.
    context.on("weberror", (error) => this.#errors.push(error.error().stack || String(error.error())));
    this.#contexts.push(context);
    return context;
  }

  /** @param {RegExp} pattern an error in the console that belongs to the story */
  expects(pattern) {
    this.#expected.push(pattern);
  }

  /** Whether a network came or went, as a container's does: Chromium then drops all connections, even those to itself. */
  get wasDisturbed() {
    return this.#errors.some((error) => error.includes("ERR_NETWORK_CHANGED"));
  }

  /** Fails where a page complained. Each is asked something first: its complaints so far arrive before the answer. */
  async assertCalm() {
    await Promise.allSettled(this.#contexts.flatMap((context) => context.pages()).map((page) => page.title()));
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

  /** @param {string} sentence @returns {Promise<string[]>} the files that show each screen as it was */
  async depict(sentence) {
    const name = sentence.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").slice(0, 80);
    const shots = this.#contexts.flatMap((context) => context.pages()).map(async (page, index) => {
      const path = join(PICTURES, `${name}-${index + 1}.png`);
      await page.screenshot({ path, timeout: 5000 });
      return path;
    });
    const taken = await Promise.allSettled(shots);
    return taken.flatMap((shot) => (shot.status === "fulfilled" ? [shot.value] : []));
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
  browser ??= launch();
  return browser;
}
