import assert from "node:assert/strict";
import { story } from "./harness.js";

story("the reference of the API opens, under our own policy", async (stage) => {
  const page = await stage.visit("/api/docs");
  await page.getByRole("heading", { name: "POST /api/v1/projects", exact: true }).waitFor();
  await page.getByRole("navigation", { name: "Operations" }).getByRole("link", { name: "Upload a document" }).click();
  const article = page.getByRole("article").filter({ hasText: "file=@plan.pdf" });
  await article.waitFor();
  assert.ok(await article.evaluate((one) => one.matches(":target")));
});

story("a request is copied to the clipboard as it stands there", async (stage) => {
  const page = await stage.visit("/api/docs", { permissions: ["clipboard-read", "clipboard-write"] });
  const shell = page.locator("#create_project .shell");
  await shell.getByRole("button", { name: "Copy" }).click();
  await shell.getByRole("status").getByText("Copied").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, await shell.locator("code").innerText());
  assert.match(copied, /^curl --fail-with-body/);
});

story("a contract that cannot be read says so", async (stage) => {
  stage.expects(/status of 503/);
  const context = await stage.context();
  await context.route("**/api/openapi.json", (route) => route.fulfill({ status: 503, body: "{}" }));
  const page = await context.newPage();
  await page.goto("/api/docs");
  await page.getByRole("alert").getByText("The contract could not be read").waitFor();
});
