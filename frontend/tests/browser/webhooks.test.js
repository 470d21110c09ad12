import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { story } from "./harness.js";
import { startReceiver } from "./receiver.js";
import { text } from "./samples.js";
import { choose, eventually, gone, told } from "./screen.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("./harness.js").Stage} Stage */

story("a webhook is added, its secret is shown once, and what happens is delivered and signed with it", async (stage) => {
  const receiver = await startReceiver();
  const { page, anna, harbour } = await ownersPage(stage);
  await page.getByText("No webhooks yet").waitFor();
  const secret = await addsWebhook(page, receiver.url);
  await anna.upload(harbour, text("plan.txt"));
  await page.getByRole("link", { name: "Deliveries" }).click();
  await page.getByText("Delivered", { exact: true }).waitFor();
  const [{ headers, body }] = receiver.messages;
  assert.equal(body.type, "document.added");
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${JSON.stringify(body)}`;
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  assert.equal(headers["webhook-signature"], `v1,${createHmac("sha256", key).update(signed).digest("base64")}`);

  await page.getByRole("button", { name: "Send again: Document added" }).click();
  await told(page, "It is on its way again");
  await eventually(async () => assert.equal(receiver.messages.length, 2));
  await page.reload();
  assert.equal(await page.getByText(secret).count(), 0);
  await page.getByText("Delivered", { exact: true }).nth(1).waitFor();
  await receiver.stop();
});

story("a failed delivery says why", async (stage) => {
  const receiver = await startReceiver(() => 503);
  const { page, anna, harbour } = await ownersPage(stage);
  await addsWebhook(page, receiver.url);
  await anna.upload(harbour, text("plan.txt"));
  await page.getByRole("link", { name: "Deliveries" }).click();
  await page.getByText("The receiver answered 503.").waitFor();
  await page.getByText("Under way", { exact: true }).waitFor();
  await page.getByText("What was sent").click();
  await page.getByText('"document.added"', { exact: false }).waitFor();
  await receiver.stop();
});

story("a webhook is switched off and on, gets a new secret, is changed and deleted", async (stage) => {
  const { page } = await ownersPage(stage);
  const url = "https://hooks.example.com/quayside";
  const secret = await addsWebhook(page, url);
  const menu = `Actions for ${url}`;
  await choose(page, menu, "Switch off");
  await page.getByText("Off", { exact: true }).waitFor();
  await choose(page, menu, "Switch on");
  await page.getByText("On", { exact: true }).waitFor();

  await choose(page, menu, "New secret");
  await page.getByRole("button", { name: "Make a new secret" }).click();
  assert.notEqual(await takesSecret(page), secret);

  await choose(page, menu, "Edit");
  await page.getByLabel("Member added").check();
  await page.getByRole("button", { name: "Save" }).click();
  await told(page, "The webhook is saved");
  await page.getByText("Document added, Member added").waitFor();

  await choose(page, menu, "Delete");
  await page.getByRole("button", { name: "Delete webhook" }).click();
  await told(page, "Deleted the webhook");
  await page.getByText("No webhooks yet").waitFor();
});

story("what is wrong with a webhook is said at its field", async (stage) => {
  stage.expects(/status of 422/);
  const { page } = await ownersPage(stage);
  await page.getByRole("button", { name: "New webhook" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Address").fill("https://10.0.0.1/");
  await dialog.getByRole("button", { name: "Add webhook" }).click();
  await dialog.getByText("This is not a public address.").waitFor();
  await dialog.getByLabel("Document added").uncheck();
  await dialog.getByRole("button", { name: "Add webhook" }).click();
  await dialog.getByRole("group", { name: "Events" }).getByText("Please fill this in.").waitFor();
  await gone(dialog.getByText("This is not a public address."));
});

story("the secret is copied with one press", async (stage) => {
  const { page } = await ownersPage(stage);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "New webhook" }).click();
  await page.getByLabel("Address").fill("https://hooks.example.com/quayside");
  await page.getByRole("button", { name: "Add webhook" }).click();
  await page.getByRole("button", { name: "Copy" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await page.getByRole("textbox", { name: "Secret" }).inputValue());
});

story("webhooks are for owners", async (stage) => {
  const { anna, harbour } = await ownersPage(stage);
  const ben = await stage.person("Ben");
  await anna.addMember(harbour, ben, "editor");
  const page = await stage.open(ben, `${harbour.path}/webhooks`);
  await page.getByText("Webhooks are the owners' affair").waitFor();
  assert.equal(await page.getByRole("link", { name: "Webhooks" }).count(), 0);
  assert.equal(await page.getByRole("button", { name: "New webhook" }).count(), 0);
});

/** @param {Stage} stage */
async function ownersPage(stage) {
  const anna = await stage.person("Anna");
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, `${harbour.path}/webhooks`);
  return { page, anna, harbour };
}

/** @param {Page} page @param {string} url @returns {Promise<string>} its secret */
async function addsWebhook(page, url) {
  await page.getByRole("button", { name: "New webhook" }).click();
  await page.getByLabel("Address").fill(url);
  await page.getByRole("button", { name: "Add webhook" }).click();
  return takesSecret(page);
}

/** @param {Page} page @returns {Promise<string>} */
async function takesSecret(page) {
  const secret = await page.getByRole("textbox", { name: "Secret" }).inputValue();
  await page.getByRole("button", { name: "I have it" }).click();
  return secret;
}
