import assert from "node:assert/strict";
import { story } from "./harness.js";
import { newEmail } from "./person.js";
import { text } from "./samples.js";
import { arrives, bring, choose, document, gone, signIn, tray } from "./screen.js";

story("a person registers, signs out and signs in again", async (stage) => {
  const credentials = { email: newEmail(), password: "seven grey gulls" };
  const page = await stage.visit("/sign-in");
  await page.getByRole("link", { name: "Create one" }).click();
  await page.getByLabel("Name").fill("Ida");
  await page.getByLabel("Email").fill(credentials.email);
  await page.getByLabel("Password").fill(credentials.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await arrives(page, "Projects");

  await choose(page, "Account menu, Ida", "Sign out");
  await page.getByText("You are signed out.").waitFor();
  await signIn(page, credentials);
  await arrives(page, "Projects");
});

story("whoever signs out is out in the other tab too", async (stage) => {
  const anna = await stage.person();
  const page = await stage.open(anna);
  const other = await page.context().newPage();
  await other.goto("/account");
  await arrives(other, "Your account");

  await choose(page, "Account menu, Anna", "Sign out");
  await other.getByText("You signed out in another tab.").waitFor();
  stage.expects(/status of 401/);
  await other.reload();
  await arrives(other, "Sign in");
});

story("two tabs stay one after sign-out: nothing of who left stays on the other's screen", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  await anna.upload(harbour, text("plan.txt"));
  const page = await stage.open(anna);
  const other = await page.context().newPage();
  await other.goto(harbour.path);
  await bring(other, text("letter.txt"));
  await tray(other).getByText("1 file uploaded").waitFor();
  await choose(other, "Actions for plan.txt", "Rename");
  await other.getByRole("dialog", { name: "Rename document" }).waitFor();

  await choose(page, "Account menu, Anna", "Sign out");
  await other.getByText("You signed out in another tab.").waitFor();
  const shown = await other.locator("html").innerText();
  for (const trace of ["Anna", "Harbour", "plan", "letter", "Rename"]) assert.ok(!shown.includes(trace), `${trace} is still there`);
  assert.equal(await other.title(), "Sign in · Quayside");
});

story("whoever signs in is in the other tab too, at the place it was waiting for", async (stage) => {
  stage.expects(/status of 401/);
  const anna = await stage.person();
  const { path } = await anna.project("Harbour");
  const page = await stage.visit("/sign-in");
  const other = await page.context().newPage();
  await other.goto(path);
  await arrives(other, "Sign in");
  await signIn(page, anna.credentials);
  await arrives(page, "Projects");
  await arrives(other, "Harbour");
});

story("when somebody else signs in with the browser, a tab of the former does nothing in their name", async (stage) => {
  stage.expects(/status of 401/);
  const [anna, ben] = [await stage.person("Anna"), await stage.person("Ben")];
  const harbour = await anna.project("Harbour");
  await anna.upload(harbour, text("plan.txt"));
  const page = await stage.open(anna, harbour.path);
  await document(page, "plan.txt").waitFor();
  /** @type {string[]} */ const deletions = [];
  page.on("request", (sent) => sent.method() === "DELETE" && deletions.push(sent.url()));
  await page.context().request.post("/api/v1/auth/login", { data: ben.credentials });
  await choose(page, "Actions for plan.txt", "Delete");
  await page.getByRole("button", { name: "Account menu, Ben" }).waitFor();
  await arrives(page, "Projects");
  await gone(page.getByText("Harbour"));
  assert.equal(deletions.length, 1, "it was tried again as Ben");
  assert.equal((await anna.documents(harbour)).length, 1);
});

story("a session survives a reload", async (stage) => {
  const anna = await stage.person();
  const page = await stage.open(anna, "/account");
  await page.reload();
  await arrives(page, "Your account");
  await page.getByText(anna.credentials.email, { exact: true }).waitFor();
});

story("a stranger who follows a link signs in and gets there", async (stage) => {
  stage.expects(/status of 401/);
  const anna = await stage.person();
  const { path } = await anna.project("Harbour");
  const page = await stage.visit(path);
  await signIn(page, anna.credentials);
  await arrives(page, "Harbour");
});

story("a wrong password is explained where it was typed", async (stage) => {
  stage.expects(/status of 401/);
  const anna = await stage.person();
  const page = await stage.visit("/sign-in");
  await signIn(page, { ...anna.credentials, password: "not this one" });
  await page.getByRole("alert").getByText("Email and password do not match. Check both and try again.").waitFor();
  await signIn(page, anna.credentials);
  await arrives(page, "Projects");
});

story("who tried too often sees how long to wait, and when it is over", async (stage) => {
  stage.expects(/status of 429/);
  const page = await stage.visit("/sign-in");
  const throttled = { status: 429, headers: { "Retry-After": "3" }, contentType: "application/problem+json", body: '{"code":"too_many_requests"}' };
  await page.route("**/api/v1/auth/login", (route) => route.fulfill(throttled));
  await signIn(page, { email: newEmail(), password: "seven grey gulls" });
  await page.getByRole("alert").getByText(/^Too many attempts\. Try again in \d seconds?\.$/).waitFor();
  await page.getByRole("alert").getByText("You can try again now.").waitFor();
});

story("a password that nobody can have is explained at its field when signing in", async (stage) => {
  stage.expects(/status of 422/);
  const page = await stage.visit("/sign-in");
  await signIn(page, { email: newEmail(), password: "x".repeat(72) });
  await page.getByRole("textbox", { name: "Password", description: "Use at most 71 characters (fewer with accents or emoji)." }).waitFor();
});

story("a short password is explained at its field", async (stage) => {
  stage.expects(/status of 422/);
  const page = await stage.visit("/register");
  await page.getByLabel("Name").fill("Ida");
  await page.getByLabel("Email").fill(newEmail());
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("textbox", { name: "Password", description: "Use at least 10 characters." }).waitFor();
});

story("a password is changed, and the new one signs in", async (stage) => {
  const anna = await stage.person();
  const page = await stage.open(anna, "/account");
  await page.getByLabel("Current password").fill(anna.credentials.password);
  await page.getByLabel("New password").fill("a line to the shore");
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByText("Your password is changed. Other devices are signed out.").first().waitFor();

  const elsewhere = await stage.visit("/sign-in");
  await signIn(elsewhere, { ...anna.credentials, password: "a line to the shore" });
  await arrives(elsewhere, "Projects");
});

story("an access token that has expired is renewed unnoticed", async (stage) => {
  stage.expects(/status of 401/);
  const anna = await stage.person();
  await anna.project("Harbour");
  const page = await stage.open(anna, "/account");
  const refreshed = page.waitForRequest("**/api/v1/auth/refresh");
  const expired = { status: 401, contentType: "application/problem+json", body: '{"status":401,"code":"unauthorized"}' };
  await page.route("**/api/v1/projects*", (route) => route.fulfill(expired), { times: 1 });
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Projects", exact: true }).click();
  await refreshed;
  await page.getByRole("heading", { name: "Harbour" }).waitFor();
});
