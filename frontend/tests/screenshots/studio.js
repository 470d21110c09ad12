// Where one picture is taken: a browser window of its own, with its theme, its width and a clock that was set.

import { NOW } from "./demo.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {{theme: "light" | "dark", width: number}} Look */

/** Every picture is taken in each of these. */
export const looks = /** @type {Look[]} */ (["light", "dark"].flatMap((theme) => [360, 1280].map((width) => ({ theme, width }))));

/** Opens pages in one look, for somebody of the demo. */
export class Studio {
  #browser;
  #baseUrl;
  #look;
  /** @type {import("playwright-core").BrowserContext | null} */ #context = null;
  /** Who and what there is. */ demo;
  /** @type {Page | null} what is on the screen */ page = null;

  /**
   * @param {import("playwright-core").Browser} browser
   * @param {string} baseUrl
   * @param {Look} look
   * @param {import("./demo.js").Demo} demo
   */
  constructor(browser, baseUrl, look, demo) {
    this.#browser = browser;
    this.#baseUrl = baseUrl;
    this.#look = look;
    this.demo = demo;
  }

  /** @returns {boolean} */
  get isPhone() {
    return this.#look.width < 600;
  }

  /** @param {string} path @returns {Promise<Page>} as a stranger sees it */
  async visit(path) {
    this.page = await (await this.#open()).newPage();
    await this.page.goto(path);
    await this.page.locator("h1").first().waitFor();
    return this.page;
  }

  /** @param {import("../browser/person.js").Person} person @param {string} path @returns {Promise<Page>} as they see it */
  async open(person, path) {
    const context = await this.#open();
    await context.request.post("/api/v1/auth/login", { data: person.credentials });
    return this.visit(path);
  }

  /** @param {string} path of the file */
  async take(path) {
    // Every picture that can be seen is there.
    await this.page?.waitForFunction(() => [...document.images].every((image) => image.complete || image.getBoundingClientRect().top > innerHeight));
    await this.page?.screenshot({ path, animations: "disabled" });
  }

  /** Closes the window. */
  async close() {
    await this.#context?.close();
  }

  async #open() {
    this.#context ??= await this.#made();
    return this.#context;
  }

  async #made() {
    const { theme, width } = this.#look;
    const context = await this.#browser.newContext({
      baseURL: this.#baseUrl,
      locale: "en-GB",
      timezoneId: "Europe/London",
      colorScheme: theme,
      reducedMotion: "reduce",
      viewport: { width, height: this.isPhone ? 740 : 800 },
      hasTouch: this.isPhone,
    });
    context.setDefaultTimeout(10_000);
    await context.clock.install({ time: NOW });
    return context;
  }
}
