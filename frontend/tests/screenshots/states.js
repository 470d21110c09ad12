// Every page and notable state, a line each: where somebody begins, and what they do to get there.

import { bulk, text } from "../browser/samples.js";
import { admin, anna, answers, brings, chooses, clicks, deploys, drags, follows, isSlow, losesTheLine, makes, newProject, presses, project, reach, scrolls, sees, seesPictures, sleepsThroughARelease, stranger, traySays, types, waits } from "./steps.js";

/** @typedef {import("./steps.js").Way} Way */

const MIB = 1024 * 1024;
const SHEET = "Meeting notes, 9 June.txt";
const DOCUMENTS = "**/api/v1/projects/*/documents*";

/** @type {Record<string, Way>} */
const strangers = {
  "sign-in": reach(stranger("/sign-in")),
  "sign-in-refused": reach(stranger("/sign-in"), types("Email", "anna@quayside.example"), types("Password", "not this one"), clicks("Sign in"), sees("do not match")),
  register: reach(stranger("/register")),
  "register-refused": reach(stranger("/register"), types("Name", "Ida"), types("Email", "ida@quayside"), types("Password", "short"), clicks("Create account"), sees("at least 10")),
  "forgot-password": reach(stranger("/forgot-password")),
  "forgot-password-sent": reach(stranger("/forgot-password"), types("Email", "anna@quayside.example"), clicks("Send the link"), sees("on its way")),
  "reset-password": reach(stranger("/reset-password#token=one-of-many")),
  "reset-password-wrong": reach(stranger("/reset-password#token=one-of-many"), types("New password", "a line to the shore"), clicks("Change password"), sees("not complete")),
  "verify-email-wrong": reach(stranger("/verify-email")),
  "verify-email-signed-in": reach(anna("/account"), (page) => page.goto("/verify-email"), sees("not complete")),
  "api-docs": (studio) => studio.visit("/api/docs"),
};

/** @type {Record<string, Way>} */
const pages = {
  projects: reach(anna("/projects"), sees("Harbour archive")),
  "projects-empty": (studio) => studio.open(studio.demo.newcomer, "/projects"),
  "projects-loading": reach(anna("/account"), answers("**/api/v1/projects*", "never"), follows("Projects"), waits),
  "project-new": reach(anna("/projects"), clicks("New project")),
  account: reach(anna("/account")),
  "account-end": reach(anna("/account"), scrolls),
  "account-menu": reach(anna("/projects"), clicks("Account menu, Anna Berg")),
  "new-version": reach(anna("/projects"), sees("Harbour archive"), sleepsThroughARelease, sees("new version")),
  "not-found": reach(anna("/nowhere")),
  "page-failed": reach(anna("/account"), answers("**/api/v1/projects*", "broken"), follows("Projects"), sees("did not load")),
};

/** @type {Record<string, Way>} */
const lists = {
  table: reach(project("harbour"), sees(SHEET)),
  grid: reach(project("harbour", "?view=grid"), sees("Harbour at"), seesPictures),
  "table-long": reach(project("archive", "?sort=name"), sees("Survey sheet 001"), scrolls),
  "grid-long": reach(project("archive", "?view=grid&sort=name"), sees("Survey sheet 001"), scrolls),
  filtered: reach(project("harbour", "?q=harbour&sort=-size"), sees("Harbour at dawn")),
  "nothing-matches": reach(project("harbour", "?q=submarine")),
  empty: reach(project("empty")),
  deleted: reach(project("harbour", "?deleted=true")),
  "list-loading": reach(anna("/projects"), answers(DOCUMENTS, "never"), follows("Harbour extension"), waits),
  "list-failed": reach(anna("/projects"), answers(DOCUMENTS, 503), follows("Harbour extension"), sees("Try again")),
  menu: reach(project("harbour"), clicks(`Actions for ${SHEET}`)),
  rename: reach(project("harbour"), chooses(`Actions for ${SHEET}`, "Rename"), sees("Rename document")),
  "project-delete": reach(project("harbour"), chooses("Project actions", "Delete project"), sees("to confirm")),
  focus: reach(project("harbour"), sees(SHEET), (page) => page.getByRole("link", { name: SHEET }).focus(), presses("ArrowDown")),
};

/** @type {Record<string, Way>} */
const search = {
  search: reach(anna("/search?q=harbour"), sees(SHEET), seesPictures),
  "search-begin": reach(anna("/search"), sees("Search all your projects")),
  "search-nothing": reach(anna("/search?q=submarine"), sees("has these words")),
  "search-failed": reach(anna("/search"), answers("**/api/v1/search?*", 503), (page) => page.getByRole("searchbox").filter({ visible: true }).fill("harbour"), sees("Try again")),
};

/** @type {Record<string, Way>} */
const previews = {
  "preview-image": reach(project("harbour"), follows("Harbour at dawn.png"), (page) => page.getByRole("dialog").getByRole("img").first().waitFor()),
  "preview-text": reach(project("harbour"), follows(SHEET), (page) => page.getByRole("dialog").getByText("harbour", { exact: false }).first().waitFor()),
  "preview-pdf": reach(project("harbour"), follows("Feasibility report.pdf"), (page) => page.locator("iframe").waitFor(), (page) => page.waitForTimeout(2500)),
  "preview-none": reach(project("harbour"), follows("Budget 2026.xlsx"), sees("no preview")),
  "preview-message": reach(project("harbour"), follows("Budget 2026.xlsx"), sees("no preview"), answers("**/links", 503), (page) => page.getByRole("dialog").getByRole("button", { name: "Download" }).click(), sees("is busy")),
};

/** @type {Record<string, Way>} */
const uploads = {
  dropping: reach(newProject, drags, sees("Drop to add")),
  "upload-running": reach(newProject, isSlow(MIB / 2), brings(bulk("Sounding data.bin", 6 * MIB), bulk("Crane 3.mp4", 3 * MIB), text("Notes.txt"), text("Log.txt")), traySays(/[1-5]\.\d MB of/)),
  "upload-offline": reach(newProject, losesTheLine, brings(bulk("Sounding data.bin", 6 * MIB), text("Notes.txt")), traySays("paused")),
  "upload-done": reach(newProject, brings(text("Notes.txt"), bulk("Crane 3.mp4", 300_000), text("Log.txt")), traySays("3 files uploaded")),
  "upload-failed": reach(newProject, answers(DOCUMENTS, 413), brings(bulk("Crane 3.mp4", 3000), text("Notes.txt")), traySays("did not finish")),
  leaving: reach(newProject, isSlow(MIB / 2), brings(bulk("Sounding data.bin", 6 * MIB)), traySays(/[1-5]\.\d MB of/), chooses("Account menu, Ben Okafor", "Sign out"), sees("not finished")),
  "delete-undo": reach(newProject, brings(text("Notes.txt"), text("Log.txt")), traySays("2 files uploaded"), clicks("Close uploads"), chooses("Actions for Notes.txt", "Delete"), sees("Deleted Notes.txt")),
};

/** @type {Record<string, Way>} */
const people = {
  members: reach(project("harbour", "", "/members"), sees("Ben Okafor")),
  "members-refused": reach(project("harbour", "", "/members"), types("Email", "nobody@quayside.example"), clicks("Add member"), sees("Nobody here has this address")),
  "members-menu": reach(project("harbour", "", "/members"), clicks("Actions for Ben Okafor")),
  activity: reach(project("harbour", "", "/activity"), sees("Harbour at dawn.png")),
  webhooks: reach(project("harbour", "", "/webhooks"), follows("Deliveries"), sees("Under way")),
  "webhook-new": reach(project("harbour", "", "/webhooks"), clicks("New webhook")),
  "webhook-secret": reach(newProject, follows("Webhooks"), clicks("New webhook"), types("Address", "https://hooks.example.com/boatyard"), clicks("Add webhook"), sees("shown this once")),
};

/** @type {Record<string, Way>} */
const administration = {
  admin: reach(admin("/projects"), deploys, chooses("Account menu, Chloe Martin", "Administration"), sees("Workers")),
  "admin-deployments": reach(admin("/projects"), deploys, chooses("Account menu, Chloe Martin", "Administration"), (page) => page.getByRole("heading", { name: "Deployments" }).scrollIntoViewIfNeeded()),
  "admin-before-the-journal": reach(admin("/projects"), answers("**/api/v1/admin/deployments*", 404), chooses("Account menu, Chloe Martin", "Administration"), (page) => page.getByRole("heading", { name: "Deployments" }).scrollIntoViewIfNeeded()),
  "admin-dead": reach(admin("/admin?state=dead"), sees("What happened inside"), scrolls),
  "admin-menu": reach(admin("/projects"), clicks("Account menu, Chloe Martin")),
};

/** @type {Record<string, Way>} */
const jobs = {
  "project-menu": reach(project("harbour"), clicks("Project actions"), sees("Export as ZIP")),
  "job-running": reach(project("harbour"), makes((works) => works.go({ state: "running", progress: 40 })), sees("40 %")),
  "job-ready": reach(project("harbour"), makes((works) => works.finish("Harbour extension, report.pdf", 412_000), (works) => works.finish("Harbour extension.zip")), sees("2 files ready")),
  "job-failed": reach(project("harbour"), makes((works) => works.fail("The storage did not answer."), (works) => works.finish("Harbour extension.zip")), sees("not made")),
  "jobs-and-uploads": reach(newProject, makes((works) => works.finish("Boatyard, report.pdf", 412_000), (works) => works.go({ state: "running", progress: 70 })), brings(text("Notes.txt"), text("Log.txt")), traySays("2 files uploaded")),
};

export const states = { ...strangers, ...pages, ...lists, ...search, ...previews, ...uploads, ...jobs, ...people, ...administration };
