import assert from "node:assert/strict";
import { baseUrl, story } from "./harness.js";
import { Line } from "./line.js";
import { fill, notes } from "./many.js";
import { picture, text } from "./samples.js";
import { arrives, bring, choose, document, eventually, gone, lists, look, told, topmost, tray } from "./screen.js";
import { listening, STREAM, together } from "./together.js";

/** @typedef {import("playwright-core").Page} Page */

story("what somebody else uploads, renames and deletes is seen at once", async (stage) => {
  const { ben, harbour, page } = await together(stage, ["log.txt"]);
  await lists(page, ["log.txt"]);
  const plan = await ben.upload(harbour, text("plan.txt"));
  await lists(page, ["plan.txt", "log.txt"]);
  await page.locator("#content").getByText("2 documents").waitFor();
  await ben.rename(plan, "map.txt");
  await lists(page, ["map.txt", "log.txt"]);
  await ben.remove(plan);
  await lists(page, ["log.txt"]);
  await ben.restore(plan);
  await lists(page, ["map.txt", "log.txt"]);
});

story("a thumbnail appears by itself, and the tab does not ask again and again", async (stage) => {
  const { ben, harbour, page } = await together(stage);
  const asked = countRequests(page, /\/documents\/[^/]+$/);
  await ben.upload(harbour, picture("plan.png"));
  const row = page.locator(".item").filter({ has: page.getByRole("link", { name: "plan.png" }) });
  await row.locator(".picture img").waitFor();
  assert.ok(asked() <= 3, `it asked ${asked()} times`);
});

story("whoever reads, chooses or looks into something is not disturbed", async (stage) => {
  const { anna, ben, harbour, page } = await together(stage);
  await fill(anna, harbour, notes(60));
  await page.reload();
  await document(page, "note 060.txt").waitFor();
  await page.mouse.wheel(0, 900);
  await eventually(async () => assert.ok((await page.evaluate(() => scrollY)) > 500));
  const { name } = await topmost(page);
  const row = document(page, name);
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  const y = () => row.evaluate((link) => Math.round(link.getBoundingClientRect().top));
  const before = await y();
  const read = /** @type {any} */ ((await ben.documents(harbour)).find((one) => one.name === name));
  await ben.upload(harbour, text("new.txt"));
  await ben.rename(read, "renamed.txt");
  await document(page, "new.txt").waitFor({ state: "attached" });
  await page.getByRole("menuitem", { name: "Rename" }).waitFor();
  assert.ok(Math.abs((await y()) - before) <= 1, `${await y()}, not ${before}`);
  await page.keyboard.press("Escape");
  await document(page, "renamed.txt").waitFor();
});

story("whoever reads on stays where they are, whatever others rename and delete in sight", async (stage) => {
  const { anna, ben, harbour, page } = await together(stage);
  await fill(anna, harbour, notes(60));
  await page.goto(`${harbour.path}?sort=name`);
  await document(page, "note 060.txt").waitFor();
  await page.mouse.wheel(0, 900);
  await eventually(async () => assert.ok((await page.evaluate(() => scrollY)) > 500));
  const { name } = await topmost(page);
  const first = notes(60).indexOf(name);
  const row = document(page, notes(60)[first + 3]);
  const y = () => row.evaluate((link) => Math.round(link.getBoundingClientRect().top));
  const before = await y();
  const all = await ben.documents(harbour, "?limit=200");
  for (const one of notes(60).slice(first - 3, first + 2)) {
    const read = /** @type {any} */ (all.find((other) => other.name === one));
    await ben.rename(read, `${one} again`);
    await document(page, `${one} again`).waitFor();
    assert.ok(Math.abs((await y()) - before) <= 1, `renamed: ${await y()}, not ${before}`);
    await ben.remove(read);
    await gone(document(page, `${one} again`));
    assert.ok(Math.abs((await y()) - before) <= 1, `deleted: ${await y()}, not ${before}`);
  }
});

story("a preview of what somebody deletes closes, and says why", async (stage) => {
  const { ben, harbour, page } = await together(stage, ["log.txt"]);
  await document(page, "log.txt").click();
  await page.getByText("This is log.txt.").waitFor();
  const [log] = await ben.documents(harbour);
  await ben.remove(log);
  await told(page, "log.txt was deleted by somebody else. It can be restored for a while.");
  await gone(page.getByText("This is log.txt."));
});

story("one's own uploads are there once, however often one hears of them", async (stage) => {
  const { page } = await together(stage);
  await bring(page, ...["1.txt", "2.txt", "3.txt"].map((name) => text(name)));
  await tray(page).getByText("3 files uploaded").waitFor();
  await page.waitForTimeout(1000);
  await eventually(async () => assert.equal(await page.getByRole("row").count(), 4));
});

story("projects come, change their names and go, on every page", async (stage) => {
  const [anna, ben] = [await stage.person("Anna"), await stage.person("Ben")];
  const page = await listening(await stage.open(anna), "/projects");
  const harbour = await ben.project("Harbour");
  await ben.addMember(harbour, anna, "viewer");
  const card = page.getByRole("main").getByRole("link", { name: "Harbour" });
  await card.click();
  await arrives(page, "Harbour");
  assert.equal(await page.getByRole("button", { name: "Upload files" }).count(), 0);
  await ben.changeRole(harbour, anna, "editor");
  await page.getByRole("button", { name: "Upload files" }).waitFor();
  await ben.renameProject(harbour, "Quay");
  await arrives(page, "Quay");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Quay", exact: true }).waitFor();
  await ben.removeProject(harbour);
  await arrives(page, "This project is gone");
});

story("a server that was away is found again, quietly, and what happened meanwhile is seen", async (stage) => {
  stage.expects(/ERR_CONNECTION|ERR_INCOMPLETE|ERR_EMPTY/);
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const line = new Line(baseUrl);
  await line.mend();
  const page = await listening(await stage.open(anna, "/projects", { baseURL: line.url }), harbour.path);
  await anna.upload(harbour, text("before.txt"));
  await lists(page, ["before.txt"]);
  line.cut();
  await anna.upload(harbour, text("meanwhile.txt"));
  await line.mend();
  await lists(page, ["meanwhile.txt", "before.txt"]);
  assert.equal(await page.locator(".toast").count(), 0);
  line.cut();
});

story("who was offline sees what happened as soon as they are back", async (stage) => {
  stage.expects(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK/);
  const { ben, harbour, page } = await together(stage);
  await page.context().setOffline(true);
  await page.evaluate(() => dispatchEvent(new Event("offline")));
  await ben.upload(harbour, text("meanwhile.txt"));
  await page.context().setOffline(false);
  await lists(page, ["meanwhile.txt"]);
});

story("a tab that nobody looks at gives its line back, and catches up when somebody does", async (stage) => {
  const { ben, harbour, page } = await together(stage);
  const ended = page.waitForEvent("requestfailed", (request) => STREAM.test(request.url()));
  await look(page, false);
  await ended;
  await ben.upload(harbour, text("meanwhile.txt"));
  await look(page, true);
  await lists(page, ["meanwhile.txt"]);
});

story("signing out ends the line", async (stage) => {
  const { page } = await together(stage);
  const ended = page.waitForEvent("requestfailed", (request) => STREAM.test(request.url()));
  await choose(page, "Account menu, Anna", "Sign out");
  await ended;
});

story("without a line everything works as it did", async (stage) => {
  stage.expects(/status of 404 .*events/);
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna);
  await page.route(STREAM, (route) => route.fulfill({ status: 404, body: "{}" }));
  await page.goto(harbour.path);
  await bring(page, picture("plan.png"));
  const row = page.locator(".item").filter({ has: page.getByRole("link", { name: "plan.png" }) });
  await row.locator(".picture img").waitFor();
});

story("what is said of a time stays true while one looks at it", async (stage) => {
  const { anna, harbour, page } = await together(stage, ["log.txt"]);
  await page.clock.install();
  await page.reload();
  const time = page.locator("td time");
  await time.getByText("just now").waitFor();
  const width = await time.evaluate((one) => one.closest("td")?.clientWidth);
  await page.clock.runFor("03:00");
  assert.match((await time.textContent()) ?? "", /^[34] minutes ago$/);
  assert.equal(await time.evaluate((one) => one.closest("td")?.clientWidth), width);
  const [log] = await anna.documents(harbour);
  assert.equal(await time.getAttribute("datetime"), /** @type {any} */ (log).created_at);
});

/** @param {Page} page @param {RegExp} address @returns {() => number} how often it was asked for */
function countRequests(page, address) {
  let count = 0;
  page.on("request", (request) => (count += Number(address.test(request.url()))));
  return () => count;
}
