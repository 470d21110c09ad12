import assert from "node:assert/strict";
import { test } from "node:test";
import { match, matchPattern, safeNext } from "../../lib/match.js";
import { routes } from "../../routes.js";

test("an address leads to its page, with what it names", () => {
  const found = match(routes, "/projects/0192%20x");
  assert.equal(found?.route.pattern, "/projects/:id");
  assert.deepEqual(found?.params, { id: "0192 x" });
});

test("a slash at the end makes no difference", () => {
  assert.equal(match(routes, "/projects/")?.route.pattern, "/projects");
});

test("an unknown address leads nowhere", () => {
  assert.equal(match(routes, "/projects/1/2"), null);
  assert.equal(match(routes, "/nowhere"), null);
});

test("a broken escape is no address of ours", () => {
  assert.equal(matchPattern("/projects/:id", "/projects/%E0"), null);
});

test("only the ways in are open to strangers, and those that mails lead to are always open", () => {
  const mailed = ["/verify-email", "/forgot-password", "/reset-password"];
  assert.deepEqual(routes.filter(({ open }) => open).map(({ pattern }) => pattern), ["/sign-in", "/register", ...mailed]);
  assert.deepEqual(routes.filter(({ always }) => always).map(({ pattern }) => pattern), mailed);
});

test("after sign-in one comes back to where one was", () => {
  assert.equal(safeNext("/projects/1?sort=name"), "/projects/1?sort=name");
});

test("nobody can use sign-in to send people to another site", () => {
  for (const next of [null, "", "//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/\t/evil.example", "/a\\b"]) {
    assert.equal(safeNext(next), "/projects", String(next));
  }
});
