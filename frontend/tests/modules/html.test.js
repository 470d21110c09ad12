import assert from "node:assert/strict";
import { test } from "node:test";
import { readdir, readFile } from "node:fs/promises";
import { mark } from "../../lib/html.js";

const literal = (/** @type {TemplateStringsArray} */ strings, /** @type {unknown[]} */ ..._values) => strings;

test("a value between tags leaves a comment, one inside a tag the name of its attribute", () => {
  const markup = mark(literal`<img src=${1} @click=${2} alt="" />${3}`);
  assert.equal(markup, '<img data-slot-0="src" data-slot-1="@click" alt="" /><!--$2$-->');
});

test("what a value says never becomes markup", () => {
  assert.equal(mark(literal`<p>${"<script>"}</p>`).includes("script"), false);
});

test("only one file writes markup", async () => {
  const root = new URL("../../", import.meta.url);
  const names = (await readdir(root, { recursive: true })).filter((name) => /^(?!tests|vendor|docs|.*node_modules).*\.js$/.test(name));
  const guilty = [];
  for (const name of names) {
    if (/\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write)\b/.test(await readFile(new URL(name, root), "utf8"))) guilty.push(name);
  }
  assert.ok(names.length > 20);
  assert.deepEqual(guilty, ["lib/html.js"]);
});
