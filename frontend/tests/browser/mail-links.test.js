import assert from "node:assert/strict";
import { story } from "./harness.js";
import { linkIn } from "./mailbox.js";
import { newEmail } from "./person.js";
import { arrives, gone, signIn } from "./screen.js";

const CONFIRM = "Confirm your email address";
const CHOOSE = "Choose a new password";

story("who forgot the password gets a link by mail, chooses another, and signs in with it", async (stage) => {
  const anna = await stage.person();
  const page = await stage.visit("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await arrives(page, "Forgot your password?");
  await page.getByLabel("Email").fill(anna.credentials.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await page.getByText(`If there is an account with ${anna.credentials.email}`).waitFor();

  await page.goto(await linkIn(anna.credentials.email, CHOOSE));
  await page.getByLabel("New password").fill("a line to the shore");
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByText("Your password is changed. Sign in with the new one.").waitFor();
  await signIn(page, { ...anna.credentials, password: "a line to the shore" });
  await arrives(page, "Projects");
});

story("a new password ends the session of whoever is signed in", async (stage) => {
  stage.expects(/status of 401/);
  const anna = await stage.person();
  const elsewhere = await stage.open(anna);
  const page = await stage.open(anna, "/forgot-password");
  await page.getByLabel("Email").fill(anna.credentials.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await page.goto(await linkIn(anna.credentials.email, CHOOSE));
  await page.getByLabel("New password").fill("a line to the shore");
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByText("Your password is changed. Sign in with the new one.").waitFor();
  await elsewhere.reload();
  await arrives(elsewhere, "Sign in");
});

story("a link that was used says so, and how to get another", async (stage) => {
  stage.expects(/status of 409/);
  const anna = await stage.person();
  const link = await forgot(stage, anna.credentials.email);
  const [page, other] = [await stage.visit(link), await stage.visit(link)];
  await choose(page, "a line to the shore");
  await arrives(page, "Sign in");
  await choose(other, "a line to the sea");
  await arrives(other, "This link has been used");
  assert.equal(new URL(other.url()).hash, "");
  await other.getByRole("link", { name: "Have another link sent" }).click();
  await arrives(other, "Forgot your password?");
});

story("a link that a newer one replaced says so", async (stage) => {
  stage.expects(/status of 409/);
  const anna = await stage.person();
  const older = await forgot(stage, anna.credentials.email);
  await forgot(stage, anna.credentials.email, older);
  const page = await stage.visit(older);
  await choose(page, "a line to the shore");
  await arrives(page, "This link has expired");
});

story("a password that is too short is explained at its field, and the link still works", async (stage) => {
  stage.expects(/status of 422/);
  const anna = await stage.person();
  const page = await stage.visit(await forgot(stage, anna.credentials.email));
  await choose(page, "short");
  await page.getByRole("textbox", { name: "New password", description: "Use at least 10 characters." }).waitFor();
  await choose(page, "a line to the shore");
  await arrives(page, "Sign in");
});

story("a link of which a piece is missing says so", async (stage) => {
  stage.expects(/status of 422/);
  const page = await stage.visit("/reset-password#token=half-of-it");
  await choose(page, "a line to the shore");
  await arrives(page, "This link is not complete");
  await page.goto("/verify-email#token=half-of-it");
  await arrives(page, "This link is not complete");
});

story("a new address is confirmed by the link in the first mail", async (stage) => {
  const anna = await stage.person();
  const page = await stage.open(anna, "/account");
  await page.getByText("Your address is not confirmed yet.").waitFor();
  await page.goto(await linkIn(anna.credentials.email, CONFIRM));
  await arrives(page, "Your address is confirmed");
  assert.equal(new URL(page.url()).hash, "");
  await page.getByRole("link", { name: "Go to your projects" }).click();
  await page.goto("/account");
  await arrives(page, "Your account");
  await gone(page.getByText("Your address is not confirmed yet."));
});

story("who confirms the address on another device need not be signed in there", async (stage) => {
  stage.expects(/status of 409/);
  const anna = await stage.person();
  const link = await linkIn(anna.credentials.email, CONFIRM);
  const page = await stage.visit(link);
  await arrives(page, "Your address is confirmed");
  const again = await stage.visit(link);
  await arrives(again, "Your address is confirmed already");
  await again.getByRole("link", { name: "Sign in" }).click();
  await arrives(again, "Sign in");
});

story("another link is sent on demand, until the address is confirmed", async (stage) => {
  stage.expects(/status of 409/);
  const anna = await stage.person();
  const page = await stage.open(anna, "/account");
  const first = await linkIn(anna.credentials.email, CONFIRM);
  await page.getByRole("button", { name: "Send again" }).click();
  await page.getByText("A new link is on its way.").waitFor();
  const latest = await linkIn(anna.credentials.email, CONFIRM, first);
  await arrives(await stage.visit(first), "This link has expired");
  await arrives(await stage.visit(latest), "Your address is confirmed");
  await page.getByRole("button", { name: "Send again" }).click();
  await page.getByText("Your address is confirmed.", { exact: true }).waitFor();
  assert.equal(await page.getByText("Your address is not confirmed yet.").count(), 0);
});

story("a link of somebody else's leaves whoever is signed in as they are", async (stage) => {
  const [anna, ben] = [await stage.person("Anna"), await stage.person("Ben")];
  const page = await stage.open(ben);
  await page.goto(await linkIn(anna.credentials.email, CONFIRM));
  await arrives(page, "Your address is confirmed");
  await page.getByRole("button", { name: "Send another link" }).waitFor();
  await page.goto(await forgot(stage, anna.credentials.email));
  await choose(page, "a line to the shore");
  await arrives(page, "The password is changed");
  await page.getByText(`You are still signed in here as ${ben.credentials.email}`).waitFor();
  await page.getByRole("link", { name: "Go to your projects" }).click();
  await arrives(page, "Projects");
  await page.goto("/account");
  await page.getByText("Your address is not confirmed yet.").waitFor();
});

story("mail that came back is told where the address stands", async (stage) => {
  const anna = await stage.person();
  const came = { items: [{ state: "dead", error: "Mail to you came back. Its mail server says: “Nobody of that name here.”." }], next_cursor: null };
  const page = await stage.open(anna);
  await page.route("**/api/v1/jobs?kind=mail*", (route) => route.fulfill({ json: came }));
  await page.goto("/account");
  await page.getByText("Nobody of that name here.").waitFor();
});

story("nobody learns from the page whether an address has an account", async (stage) => {
  const page = await stage.visit("/forgot-password");
  const email = newEmail();
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await page.getByText(`If there is an account with ${email}`).waitFor();
});

/** @param {import("./harness.js").Stage} stage @param {string} email @param {string} [older] @returns {Promise<string>} the link of the latest mail, not the older one */
async function forgot(stage, email, older) {
  const page = await stage.visit("/forgot-password");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await page.getByText("on its way").waitFor();
  return linkIn(email, CHOOSE, older);
}

/** @param {import("playwright-core").Page} page @param {string} password */
async function choose(page, password) {
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Change password" }).click();
}
