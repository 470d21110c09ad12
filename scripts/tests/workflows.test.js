import assert from "node:assert/strict";
import { test } from "node:test";
import { World } from "./harness.js";

const URL = "https://desk.example.com";

/** The digest that a run deployed to staging. */
const deployed = (/** @type {import("./harness.js").Run} */ run) => run.of("deploy desk.example.com")[0]?.replace(/ dana$/, "");

/** Pushes to staging, where all is well; tells the digest that is deployed. */
function staged(/** @type {World} */ world) {
  const run = world.push("staging", "deploy-staging");
  assert.ok(run.green, run.log);
  return deployed(run);
}

test("what reaches staging is checked, built for each processor, tried, signed, deployed and recorded", (context) => {
  const world = new World(context);
  const run = world.push("staging", "deploy-staging");
  assert.ok(run.green, run.log);
  assert.equal(run.of("run").length, 1);
  // Each by a job of its own, in no order.
  assert.deepEqual(run.of("rehearse").sort(), ["schema", "stack"]);
  assert.equal(run.of("audit").length, 1);
  assert.equal(run.of("docker buildx build").length, 4);
  assert.equal(run.of("smoke http://localhost:").length, 2);
  const images = "ghcr.io/example/quayside";
  const joined = run.of(`docker buildx imagetools create --tag ${images}/app:`).map((call) => call.split(" ").slice(1).sort());
  assert.deepEqual(joined, [[`${images}/app@sha256:app-amd64`, `${images}/app@sha256:app-arm64`]]);
  const digest = deployed(run);
  assert.equal(run.of("cosign sign").length, 2);
  assert.deepEqual(run.deeds, [`deploy desk.example.com ${digest} dana`, `smoke ${URL}`]);
  assert.ok(world.accepts(digest));
  assert.ok(run.of("cosign attest")[0].endsWith(`${images}/app@${digest}`));
});

test("a tree that has a release is not built again, whatever its branch and its commit", (context) => {
  const world = new World(context);
  const digest = staged(world);
  const again = world.push("develop", "deploy-staging");
  assert.ok(again.green, again.log);
  assert.deepEqual(again.of("docker buildx build"), []);
  assert.equal(deployed(again), digest);
});

test("production gets the very digest that its tree has in staging", (context) => {
  const world = new World(context);
  const digest = staged(world);
  const run = world.push("main", "deploy-production");
  assert.ok(run.green, run.log);
  assert.deepEqual(run.deeds, [`deploy desk.example.com ${digest} dana`, `smoke ${URL}`]);
});

test("a tree that was never in staging does not go to production", (context) => {
  const world = new World(context);
  staged(world);
  world.commit("Something in a hurry");
  const run = world.push("main", "deploy-production");
  assert.ok(!run.green);
  assert.match(run.log, /never in staging/);
  assert.deepEqual(run.deeds, []);
});

test("a release that is not well in staging is rolled back there, and does not go to production", (context) => {
  const world = new World(context);
  world.fail(`smoke ${URL}`);
  const staging = world.push("staging", "deploy-staging");
  assert.ok(!staging.green);
  assert.deepEqual(staging.of("cosign attest"), []);
  assert.ok(staging.of("rollback").includes("desk.example.com dana"));
  world.mend();
  const run = world.push("main", "deploy-production");
  assert.ok(!run.green);
  assert.match(run.log, /no green record of staging/);
  assert.deepEqual(run.deeds, []);
});

test("nothing is deployed to staging before its checks are green", (context) => {
  const world = new World(context);
  world.fail("run");
  const run = world.push("staging", "deploy-staging", "--job", "deploy");
  assert.ok(!run.green);
  assert.deepEqual(run.deeds, []);
});

test("an image that does not come up, or is not well, is not signed", (context) => {
  const world = new World(context);
  world.fail("docker pull --quiet ghcr.io/example/quayside/edge@sha256:edge-arm64");
  const run = world.push("staging", "deploy-staging");
  assert.ok(!run.green);
  assert.deepEqual([run.of("cosign"), run.deeds], [[], []]);
});

test("production that is not well after a deploy is rolled back, and the run is red", (context) => {
  const world = new World(context);
  const digest = staged(world);
  world.fail(`smoke ${URL}`);
  const run = world.push("main", "deploy-production");
  assert.ok(!run.green);
  assert.deepEqual(run.deeds, [
    `deploy desk.example.com ${digest} dana`,
    `smoke ${URL}: failed`,
    "rollback desk.example.com dana",
    `smoke ${URL}: failed`,
  ]);
});

test("a deploy that fails is not followed by anything: the host has kept what ran", (context) => {
  const world = new World(context);
  const digest = staged(world);
  world.fail(`deploy desk.example.com ${digest} dana`);
  const run = world.push("main", "deploy-production");
  assert.ok(!run.green);
  assert.deepEqual(run.deeds, [`deploy desk.example.com ${digest} dana: failed`]);
});

test("what another branch's run signed and recorded counts for nothing", (context) => {
  const world = new World(context);
  const shortcut = world.push("shortcut", "deploy-staging");
  assert.ok(shortcut.green);
  assert.ok(!world.accepts(deployed(shortcut)));
  const run = world.push("main", "deploy-production");
  assert.ok(!run.green);
  assert.match(run.log, /never in staging/);
  assert.deepEqual(run.deeds, []);
});

test("a rollback by hand puts the previous release back and looks whether it is well", (context) => {
  const run = new World(context).dispatch("rollback", { environment: "production" });
  assert.ok(run.green, run.log);
  assert.deepEqual(run.deeds, ["rollback desk.example.com dana", `smoke ${URL}`]);
});
