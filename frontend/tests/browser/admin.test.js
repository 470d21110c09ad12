import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { promote, sql } from "./database.js";
import { leaveDeadLetter } from "./dead-letter.js";
import { gate } from "./gate.js";
import { story } from "./harness.js";
import { picture } from "./samples.js";
import { arrives, choose, eventually, gone, look, told } from "./screen.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("./harness.js").Stage} Stage */

story("administrators find their page in the account menu, and for others there is none", async (stage) => {
  const page = await stage.open(await administrator(stage));
  await choose(page, "Account menu, Ada", "Administration");
  await arrives(page, "Administration");
  const other = await stage.open(await stage.person("Anna"), "/admin");
  await arrives(other, "Nothing at this address");
  await other.getByRole("button", { name: "Account menu, Anna" }).click();
  assert.equal(await other.getByRole("menuitem", { name: "Administration" }).count(), 0);
});

story("a dead letter is looked into, tried again and discarded", async (stage) => {
  await leaveDeadLetter(await stage.person());
  const page = await stage.open(await administrator(stage), "/admin");
  await page.getByRole("link", { name: /Dead letters: thumbnail/ }).click();
  await arrives(page, "Administration");
  assert.equal(new URL(page.url()).search, "?state=dead&kind=thumbnail");
  const mine = await newest(page);
  await mine.getByText("What happened inside").click();
  await mine.locator("pre").waitFor();
  await mine.getByRole("button", { name: "Try again: thumbnail" }).click();
  await told(page, "thumbnail waits for its turn again");
  await mine.getByText("Dead letter").waitFor();

  await mine.getByRole("button", { name: "Discard thumbnail" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await mine.getByRole("button", { name: "Discard thumbnail" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Discard" }).click();
  await told(page, "Discarded thumbnail");
  await gone(mine);
});

story("a job of a kind that nobody knows raises an alert, which comes and goes by itself", async (stage) => {
  const page = await stage.open(await administrator(stage), "/admin");
  const alert = page.getByRole("status").getByText("This release does not know: tomorrow.", { exact: false });
  await gone(alert);
  await sql(`INSERT INTO jobs (id, kind, payload, max_attempts) VALUES ('${randomUUID()}', 'tomorrow', '{}', 3)`);
  await alert.waitFor();
  await page.getByRole("row", { name: /tomorrow Nobody knows this kind/ }).waitFor();
  await sql("DELETE FROM jobs WHERE kind = 'tomorrow'");
  await gone(alert);
});

story("deployments are listed with their end, and damaged documents raise an alert", async (stage) => {
  const deployment = `INSERT INTO deployments (id, digest, commit, committed_at, actor, migrations, verdict, reason, started_at, ended_at) VALUES ('${randomUUID()}', 'sha256:fedcba9876543210', '0123456789abcdef', now() - interval '1 hour', 'rosa', 2, 'failed', 'It never got ready.', now() - interval '40 seconds', now())`;
  await sql(`DELETE FROM damaged_documents; DELETE FROM deployments; ${deployment}`);
  const person = await stage.person();
  const harbour = await person.project("Harbour");
  const document = await person.upload(harbour, picture("quay.png"));
  const page = await stage.open(await administrator(stage), "/admin");
  const list = page.locator("section").filter({ has: page.getByRole("heading", { name: "Deployments" }) });
  const failed = list.getByRole("listitem").filter({ hasText: "by rosa" });
  assert.match(await failed.innerText(), /Failed\s+0123456789ab[\s\S]*2 migrations · took 40 seconds\s+Image fedcba987654\s+It never got ready\./);
  const alert = page.getByRole("status").getByText("Stored documents are damaged");
  await gone(alert);
  await sql(`INSERT INTO damaged_documents (document_id, damage) VALUES ('${document.id}', 'missing')`);
  await alert.waitFor();
  await sql("DELETE FROM damaged_documents; DELETE FROM deployments");
  await gone(alert);
});

story("a worker that fell silent is told from one that lives, in words", async (stage) => {
  await sql(`INSERT INTO workers (id, host, pid, kinds, concurrency, running, heartbeat_at) VALUES ('${randomUUID()}', 'old-mole', 7, '{noop}', 2, 1, now() - interval '2 minutes')`);
  const page = await stage.open(await administrator(stage), "/admin");
  const workers = page.locator("section").filter({ has: page.getByRole("heading", { name: "Workers" }) });
  await workers.getByRole("listitem").filter({ hasText: "Alive" }).first().waitFor();
  const silent = workers.getByRole("listitem").filter({ hasText: "old-mole" });
  assert.match(await silent.innerText(), /Silent[\s\S]*process 7 · 1 of 2 jobs at a time · last sign of life 2 minutes ago/);
  await sql("DELETE FROM workers WHERE host = 'old-mole'");
});

story("many jobs come page by page, and the filters stay over reload and Back", async (stage) => {
  await sql("DELETE FROM jobs WHERE kind = 'fathom'; INSERT INTO jobs (id, kind, payload, max_attempts, state, finished_at) SELECT gen_random_uuid(), 'fathom', '{}', 3, 'cancelled', now() FROM generate_series(1, 60)");
  const page = await stage.open(await administrator(stage), "/admin?kind=fathom");
  const jobs = page.locator(".admin-job");
  assert.equal(await jobs.count(), 50);
  await page.getByRole("button", { name: "Load more jobs" }).click();
  await eventually(async () => assert.equal(await jobs.count(), 60));
  await page.getByRole("navigation", { name: "States of jobs" }).getByRole("link", { name: "Waiting" }).click();
  await page.getByText("No such job").waitFor();
  await page.reload();
  await page.getByText("No such job").waitFor();
  await page.goBack();
  await eventually(async () => assert.equal(await jobs.count(), 50));
  await page.getByLabel("Kind").selectOption("All kinds");
  await eventually(async () => assert.equal(new URL(page.url()).search, ""));
  await sql("DELETE FROM jobs WHERE kind = 'fathom'");
});

story("the page keeps itself up to date while it is looked at, and asks nothing while it is not", async (stage) => {
  const page = await stage.open(await administrator(stage), "/account");
  await page.clock.install();
  await choose(page, "Account menu, Ada", "Administration");
  await arrives(page, "Administration");
  let looks = 0;
  page.on("request", (request) => {
    if (request.url().endsWith("/admin/system")) looks += 1;
  });
  await page.clock.runFor(6000);
  await eventually(async () => assert.ok(looks > 0, "nobody looked"));
  await look(page, false);
  const before = looks;
  await page.clock.runFor(60_000);
  assert.ok(looks <= before + 1, `${looks - before} looks at a page that nobody sees`);
  const coming = page.waitForRequest("**/admin/system");
  await look(page, true);
  await coming;
});

story("what somebody reads and where they stand stays when the list changes by itself", async (stage) => {
  await leaveDeadLetter(await stage.person());
  const page = await stage.open(await administrator(stage), "/admin?state=dead");
  const mine = await newest(page);
  await mine.getByText("What happened inside").click();
  await mine.getByRole("button", { name: "Discard thumbnail" }).focus();
  await sql("INSERT INTO jobs (id, kind, payload, max_attempts, state, finished_at) VALUES ('ffffffff-ffff-7fff-bfff-ffffffffffff', 'fathom', '{}', 3, 'dead', now())");
  await page.getByRole("button", { name: "Try again: fathom" }).waitFor();
  await mine.locator("pre").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), "Discard thumbnail");
  await sql("DELETE FROM jobs WHERE kind = 'fathom'");
});

story("what is discarded does not come back with an answer that comes late", async (stage) => {
  await leaveDeadLetter(await stage.person());
  const page = await stage.open(await administrator(stage), "/admin?state=dead");
  const mine = await newest(page);
  const [read, discarded] = [gate(), gate()];
  await page.route("**/admin/jobs?*", async (route) => {
    const response = await route.fetch();
    read.open();
    await discarded.opened;
    await route.fulfill({ response });
  }, { times: 1 });
  await read.opened;
  await mine.getByRole("button", { name: "Discard thumbnail" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Discard" }).click();
  await gone(mine);
  discarded.open();
  await page.waitForTimeout(500);
  assert.equal(await mine.count(), 0);
});

story("where Quayside cannot be reached, what is shown stays and is called old", async (stage) => {
  stage.expects(/status of 503/);
  const page = await stage.open(await administrator(stage), "/admin");
  await page.route("**/admin/system", (route) => route.fulfill({ status: 503, body: "{}" }));
  const old = page.getByText("This is not up to date any more.", { exact: false });
  await old.waitFor();
  await page.getByRole("heading", { name: "Workers" }).waitFor();
  const waiting = page.getByRole("navigation", { name: "States of jobs" }).getByRole("link", { name: "Waiting" });
  await waiting.click();
  await waiting.and(page.locator("[aria-current]")).waitFor();
  assert.ok(await old.isVisible(), "newer jobs do not make the figures newer");
  await page.unroute("**/admin/system");
  await gone(old);
});

story("a server without a journal of deployments shows everything else", async (stage) => {
  stage.expects(/status of 404/);
  const ada = await administrator(stage);
  const page = await stage.open(ada, "/account");
  const answer = { status: 404, contentType: "application/problem+json", body: '{"status": 404, "code": "not_found"}' };
  await page.route("**/admin/deployments*", (route) => route.fulfill(answer));
  await choose(page, "Account menu, Ada", "Administration");
  await page.getByText("This release keeps no journal of deployments.", { exact: false }).waitFor();
  await page.getByRole("listitem").filter({ hasText: "Alive" }).first().waitFor();
  await gone(page.getByText("This is not up to date any more.", { exact: false }));
  await page.unroute("**/admin/deployments*");
  await gone(page.getByText("This release keeps no journal of deployments.", { exact: false }));
});

/** @param {Stage} stage */
async function administrator(stage) {
  const ada = await stage.person("Ada");
  await promote(ada);
  return ada;
}

/** @param {Page} page @returns the newest dead thumbnail, wherever it stands in a list that others make longer */
async function newest(page) {
  const id = await page.locator(".admin-job").filter({ hasText: "torn.png" }).filter({ hasText: "Dead letter" }).first().getAttribute("data-id");
  return page.locator(`.admin-job[data-id="${id}"]`);
}
