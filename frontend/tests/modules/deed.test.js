import assert from "node:assert/strict";
import { test } from "node:test";
import { drawingOf, sentence } from "../../lib/deed.js";

/** @typedef {import("../../lib/types.js").Activity} Activity */

const anna = { id: "a", name: "Anna" };

test("a deed is told in words, whoever did it", () => {
  assert.equal(told({ action: "document.added", subject: { id: "d", name: "Plan.pdf" } }), "Anna added [Plan.pdf]");
  assert.equal(told({ action: "document.added", subject: { id: "d", name: "Plan.pdf" } }, "a"), "You added [Plan.pdf]");
  assert.equal(told({ action: "export.made", actor: null }), "Quayside exported all documents");
});

test("what a thing was called before is told too", () => {
  assert.equal(told({ action: "document.renamed", subject: { id: "d", name: "B.pdf" }, details: { from: "A.pdf" } }), "Anna renamed [A.pdf] to [B.pdf]");
  assert.equal(told({ action: "project.renamed", details: { from: "Quay", to: "Pier" } }), "Anna renamed this project from [Quay] to [Pier]");
});

test("roles are told as people say them", () => {
  const subject = { id: "b", name: "Ben" };
  assert.equal(told({ action: "member.added", subject, details: { role: "editor" } }), "Anna added @Ben as an editor");
  assert.equal(told({ action: "member.added", subject, details: { role: "editor" } }, "b"), "Anna added @you as an editor");
  assert.equal(told({ action: "member.changed", subject, details: { from: "editor", to: "viewer" } }), "Anna made @Ben a viewer");
});

test("who removes oneself has left", () => {
  assert.equal(told({ action: "member.removed", subject: { id: "b", name: "Ben" } }), "Anna removed @Ben from the members");
  assert.equal(told({ action: "member.removed", subject: anna }), "Anna left the project");
  assert.equal(told({ action: "member.removed", subject: anna }, "a"), "You left the project");
});

test("a deed that the page has no words for is told all the same", () => {
  assert.equal(told({ action: "boat.moored_up", subject: { id: "x", name: "Ida" } }), "Anna did something that this page has no words for (boat moored up): [Ida]");
  assert.equal(told({ action: "constructor" }), "Anna did something that this page has no words for (constructor)");
  assert.equal(drawingOf("boat.moored_up"), "history");
});

test("a name with braces in it stays as it is", () => {
  assert.equal(told({ action: "document.added", subject: { id: "d", name: "{name} {role}.txt" } }), "Anna added [{name} {role}.txt]");
});

/** @param {{action: string} & Partial<Omit<Activity, "action">>} item @param {string} [me] @returns {string} with brackets around names of things, and a mark before those of people */
function told(item, me) {
  const [who, ...rest] = sentence(/** @type {any} */ ({ id: "1", actor: anna, subject: null, details: {}, created_at: "2026-11-22T12:00:00Z", ...item }), me);
  const marked = { name: (/** @type {string} */ text) => `[${text}]`, who: (/** @type {string} */ text) => `@${text}`, text: (/** @type {string} */ text) => text };
  return `${who.text} ${rest.map(({ is, text }) => marked[is](text)).join("")}`;
}
