// A team as it could be: people, projects and documents of every kind, made as anybody would make them.

import { readFile } from "node:fs/promises";
import { promote, sql } from "../browser/database.js";
import { leaveDeadLetter } from "../browser/dead-letter.js";
import { Person } from "../browser/person.js";
import { bulk, text } from "../browser/samples.js";
import { letter, scene } from "./drawings.js";

/** @typedef {Awaited<ReturnType<typeof furnish>>} Demo */
/** @typedef {import("../browser/samples.js").Sample} Sample */
/** @typedef {import("../browser/person.js").Project} Project */

/** The moment at which all pictures are taken. */
export const NOW = "2026-06-16T10:20:00Z";

const LONG = "Quay wall, section B to B, as built and revised after the survey of the winter storm, sheet 14 of 22, approved by the harbour master.pdf";

/**
 * @param {string} baseUrl
 * @param {import("playwright-core").Browser} browser which draws the pictures and prints the PDFs
 */
export async function furnish(baseUrl, browser) {
  const someone = (/** @type {string} */ name) => Person.register(baseUrl, name, `${name.split(" ")[0].toLowerCase()}@quayside.example`);
  const [anna, ben, chloe, newcomer] = [await someone("Anna Berg"), await someone("Ben Okafor"), await someone("Chloe Martin"), await someone("Noor Haddad")];
  const projects = await makeProjects(anna);
  for (const project of Object.values(projects)) for (const other of [ben, chloe]) await anna.addMember(project, other, "editor");
  await anna.addWebhook(projects.harbour, "https://hooks.example.com/harbour");
  await anna.remove(await ben.upload(projects.harbour, text("Draft of a draft.txt")));
  await fillHarbour(projects.harbour, [anna, ben, chloe], browser);
  await fillArchive(projects.archive, anna);
  for (const [index, name] of ["Timetable, winter.pdf", "Fares.csv", "Berth plan.pdf"].entries()) await ben.upload(projects.ferry, bulk(name, 40_000 * (index + 1)));
  await leaveDeadLetter(ben, projects.ferry);
  await promote(chloe);
  await setClocks();
  return { baseUrl, anna, chloe, newcomer, ...projects };
}

/** @param {Person} anna */
async function makeProjects(anna) {
  return {
    empty: await anna.project("Lighthouse open days", "Tours, posters and volunteers for September"),
    archive: await anna.project("Harbour archive", "Survey sheets from 1998 until today"),
    emoji: await anna.project("⚓ Hafenfest 🎉 港口", "Everything for the festival"),
    long: await anna.project("Maintenance of the eastern breakwater, the fish market's ice house and the old customs pier, 2024 to 2029"),
    ferry: await anna.project("Ferry", "Timetables and fares"),
    harbour: await anna.project("Harbour extension", "Plans, figures and notes for the new quay"),
  };
}

/** @param {Project} project @param {Person[]} people @param {import("playwright-core").Browser} browser */
async function fillHarbour(project, people, browser) {
  const page = await browser.newPage();
  const documents = [
    bulk("Sounding data 2025.bin", 3_600_000),
    text("Interview notes.md", "# Harbour master, 3 June\n\n- The ice house needs power before October.\n- Two berths are enough for now.\n"),
    await scene(page, "North mole.jpg", { sky: ["#7fb4d6", "#dcecf3"], sea: "#2f6f8f", sun: 0.75, boats: 2 }),
    await letter(page, LONG, "Quay wall, section B to B"),
    await sample("traffic.csv", "Traffic 2025.csv", "text/csv"),
    await scene(page, "港口平面图.png", { sky: ["#e9edf2", "#ffffff"], sea: "#9db7c4", sun: 0.2, boats: 5 }),
    await letter(page, "⚓ Hafenfest 🎉 Einladung.pdf", "Einladung"),
    await scene(page, "Fish market at night.jpg", { sky: ["#0d1b33", "#2b3f66"], sea: "#0a1424", sun: 0.35, boats: 3 }),
    await sample("meeting-notes.txt", "Meeting notes, 9 June.txt", "text/plain"),
    bulk("Budget 2026.xlsx", 48_200),
    await scene(page, "Crane 3 before the repair.jpg", { sky: ["#f2c28b", "#f7e3c8"], sea: "#5f7f86", sun: 0.55, boats: 1 }),
    await sample("feasibility-report.pdf", "Feasibility report.pdf", "application/pdf"),
    await sample("harbour.png", "Harbour at dawn.png", "image/png"),
  ];
  await page.close();
  for (const [index, document] of documents.entries()) await people[index % people.length].upload(project, document);
}

/** @param {Project} project @param {Person} person */
async function fillArchive(project, person) {
  for (let sheet = 1; sheet <= 300; sheet += 1) {
    const name = `Survey sheet ${String(sheet).padStart(3, "0")}, ${1998 + Math.floor(sheet / 11)}.txt`;
    await person.upload(project, text(name, `Depth at mark ${sheet}: ${(3 + ((sheet * 7) % 50) / 10).toFixed(1)} m\n`.repeat(sheet % 40 || 1)));
  }
}

/** @param {string} file below config/samples @param {string} name @param {string} mimeType @returns {Promise<Sample>} */
async function sample(file, name, mimeType) {
  return { name, mimeType, buffer: await readFile(new URL(`../../../config/samples/${file}`, import.meta.url)) };
}

/** What was made a minute ago gets a past: the newest document is minutes old, the others ever older. */
async function setClocks() {
  await sql(`UPDATE documents SET created_at = past, updated_at = past, deleted_at = deleted_at - (now() - timestamptz '${NOW}') FROM (
    SELECT id AS which, timestamptz '${NOW}' - interval '14 minutes' * least(n ^ 2.6, n * 300) AS past
    FROM (SELECT id, row_number() OVER (PARTITION BY project_id ORDER BY created_at DESC) AS n FROM documents) AS numbered
  ) AS one WHERE id = which`);
  await sql(`UPDATE projects SET created_at = past, updated_at = past FROM (
    SELECT id AS which, timestamptz '${NOW}' - interval '1 day' * (row_number() OVER (ORDER BY created_at DESC) ^ 2 - 1) AS past FROM projects
  ) AS one WHERE id = which`);
  await sql(`UPDATE users SET created_at = '2025-03-03T09:00:00Z'`);
  const shift = `(now() - timestamptz '${NOW}')`;
  await sql(`UPDATE memberships SET created_at = created_at - ${shift} - interval '40 days'`);
  await sql(`UPDATE webhooks SET created_at = created_at - ${shift} - interval '9 days'`);
  await sql(`UPDATE webhook_deliveries SET created_at = created_at - ${shift}, finished_at = finished_at - ${shift}`);
  await sql(`UPDATE jobs SET created_at = created_at - ${shift}, finished_at = finished_at - ${shift} WHERE finished_at IS NOT NULL`);
  // Nobody changes the past, except for its picture.
  await sql(`ALTER TABLE activity DISABLE TRIGGER activity_stays; UPDATE activity SET created_at = past FROM (
    SELECT id AS which, timestamptz '${NOW}' - interval '17 minutes' * least(n ^ 2.4, n * 240) AS past
    FROM (SELECT id, row_number() OVER (PARTITION BY project_id ORDER BY id DESC) AS n FROM activity) AS numbered
  ) AS one WHERE id = which; ALTER TABLE activity ENABLE TRIGGER activity_stays`);
}
