// The frame of every page for somebody signed in: the rail with the projects, and the content.

import { hear } from "../lib/events.js";
import { html } from "../lib/html.js";
import { messageOf } from "../lib/problem.js";
import { listProjects } from "../lib/projects.js";
import { navigate } from "../lib/router.js";
import { session, signOut } from "../lib/session.js";
import { soon } from "../lib/soon.js";
import { uploads } from "../lib/uploads.js";
import { strings } from "../strings.js";
import { actionMenu } from "./action-menu.js";
import { ask } from "./dialog.js";
import { icon } from "./icon.js";
import { redraw } from "./redraw.js";
import { searchByKey, searchField } from "./search-field.js";
import { themeButton } from "./theme-button.js";
import { toast } from "./toast-stack.js";

/** @typedef {import("../lib/types.js").Project} Project */

/** Milliseconds in which changes gather: what one does oneself is told by the server once more. */
const GATHER = 100;

class AppShell extends HTMLElement {
  #stop = new AbortController();
  #projects = html`<ul class="rail-projects"></ul>`;
  #account = html`<div class="rail-account"></div>`;
  /** Where the page goes. */
  main = html`<main id="content" tabindex="-1"></main>`;

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.append(html`<nav class="rail" aria-label=${strings.nav.label}>${brand()}${searchField(signal)}${projectsLink()}${searchLink()}${this.#projects}${this.#account}</nav>`, this.main);
    hear("projects-changed", soon(() => void this.#load(), GATHER), signal);
    session.addEventListener("change", () => this.#showAccount(), { signal });
    searchByKey(signal);
    this.#showAccount();
    void this.#load();
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.replaceChildren();
  }

  /** Marks where one is; called after every change of page. */
  mark() {
    for (const link of this.querySelectorAll("a.rail-item:not(.rail-all)")) {
      const current = place(link.getAttribute("href") ?? "");
      if (current) link.setAttribute("aria-current", current);
      else link.removeAttribute("aria-current");
      if (current && current !== "true") link.scrollIntoView({ block: "nearest" });
    }
    this.querySelector(".rail-account button")?.toggleAttribute("data-here", ["/account", "/admin"].includes(location.pathname));
  }

  async #load() {
    try {
      const { items, next_cursor } = await listProjects({ signal: this.#stop.signal });
      redraw(this.#projects, ...items.map(projectItem), ...(next_cursor ? [allProjects()] : []));
      this.mark();
    } catch {
      // The page itself says what is wrong; the rail just keeps what it has.
    }
  }

  #showAccount() {
    if (!session.user) return;
    const { name, role } = session.user;
    const content = html`${icon("circle-user")}<span class="wide">${name}</span><span class="narrow">${strings.nav.accountShort}</span>`;
    const actions = [
      { label: strings.nav.account, icon: "user", act: () => void navigate("/account") },
      ...(role === "admin" ? [{ label: strings.nav.admin, icon: "gauge", act: () => void navigate("/admin") }] : []),
      { label: strings.nav.signOut, icon: "log-out", act: () => void leave() },
    ];
    this.#account.replaceChildren(actionMenu(strings.nav.accountMenu(name), actions, { look: "rail-item", content }), themeButton("rail-item rail-theme"));
    this.mark();
  }
}

customElements.define("app-shell", AppShell);

/** Signs out; where that would cut uploads off, only if the person says so. */
async function leave() {
  if (uploads.atRisk) return void ask({ ...strings.leaving, fields: [], danger: true }, signOut);
  try {
    await signOut();
  } catch (error) {
    toast(messageOf(error), { error: true });
  }
}

function brand() {
  return html`<a class="brand" href="/projects"><svg class="mark" aria-hidden="true"><use href="#mark"></use></svg><span>${strings.app}</span></a>`;
}

function projectsLink() {
  return html`<a class="rail-item" href="/projects">${icon("folder")}<span>${strings.nav.projects}</span></a>`;
}

/** On a phone, where the rail has no room for the field. */
function searchLink() {
  return html`<a class="rail-item rail-search" href="/search">${icon("search")}<span>${strings.search.title}</span></a>`;
}

/** The rail shows the newest; the page of all of them has a filter. */
function allProjects() {
  return html`<li><a class="rail-item rail-all" href="/projects">${strings.projects.all}</a></li>`;
}

/** @param {string} href @returns {string | null} whether it is this page, or the way that leads to it */
function place(href) {
  if (href === location.pathname) return "page";
  if (href === "/projects") return /^\/(projects\/|$)/.test(location.pathname) ? "true" : null;
  return location.pathname.startsWith(`${href}/`) ? "location" : null;
}

/** @param {Project} project @returns {HTMLElement} */
function projectItem({ id, name }) {
  return html`<li><a class="rail-item" href=${`/projects/${id}`} title=${name}><span>${name}</span></a></li>`;
}
