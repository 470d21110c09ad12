import { promote } from "./database.js";
import { leaveDeadLetter } from "./dead-letter.js";
import { story } from "./harness.js";
import { assertAccessible } from "./judge.js";
import { picture, text } from "./samples.js";
import { arrives, bring, choose, document, jobTray, signIn, tray } from "./screen.js";
import { Workshop } from "./workshop.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("./harness.js").Stage} Stage */

const LOOKS = [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "light", width: 360 },
  { colorScheme: "dark", width: 1280 },
  { colorScheme: "dark", width: 360 },
];

for (const { colorScheme, width } of LOOKS) {
  const phone = width < 500 ? { isMobile: true, hasTouch: true } : {};
  // Colours in the middle of a movement are nobody's colours.
  const look = /** @type {import("playwright-core").BrowserContextOptions} */ ({ colorScheme, viewport: { width, height: 740 }, reducedMotion: "reduce", ...phone });
  const inThisLook = `, ${colorScheme}, ${width} px`;

  story(`axe finds nothing on strangers' pages${inThisLook}`, async (stage) => {
    stage.expects(/status of 401/);
    const page = await stage.visit("/sign-in", look);
    await assertAccessible(page, "sign in");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("Please fill this in.").first().waitFor();
    await assertAccessible(page, "sign in, nothing filled in");
    await signIn(page, { email: "nobody@quayside.example", password: "not this one" });
    await page.getByRole("alert").getByText("do not match").waitFor();
    await assertAccessible(page, "sign in, refused");
    await page.goto("/register");
    await arrives(page, "Create an account");
    await assertAccessible(page);
    await page.goto("/forgot-password");
    await arrives(page, "Forgot your password?");
    await assertAccessible(page, "forgot password");
    await page.goto("/reset-password");
    await arrives(page, "This link is not complete");
    await assertAccessible(page, "a link that is not complete");
    await page.goto("/reset-password#token=one-of-many");
    await arrives(page, "Choose a new password");
    await assertAccessible(page, "choose a new password");
    await page.goto("/verify-email");
    await arrives(page, "This link is not complete");
    await assertAccessible(page, "an address to confirm");
    await page.goto("/api/docs");
    await page.getByRole("article").first().waitFor();
    await page.locator("details").evaluateAll((all) => {
      for (const one of all) one.setAttribute("open", "");
    });
    await assertAccessible(page);
  });

  story(`axe finds nothing on the pages of projects${inThisLook}`, async (stage) => {
    const anna = await stage.person();
    const page = await stage.open(anna, "/projects", look);
    await assertAccessible(page, "no projects");
    await page.getByRole("button", { name: "New project" }).click();
    await page.getByRole("button", { name: "Create project" }).click();
    await page.getByText("Please fill this in.").waitFor();
    await assertAccessible(page, "the dialog of a new project, with an error");
    const projects = await Promise.all(Array.from({ length: 9 }, (_, n) => anna.project(`Quay ${n}`, n % 2 ? "Plans" : "")));
    await page.goto("/projects");
    await page.getByRole("heading", { name: "Quay 8" }).waitFor();
    await assertAccessible(page, "projects");
    await page.getByRole("button", { name: "Actions for Quay 8" }).click();
    await assertAccessible(page, "the menu of a project");
    await page.goto("/projects?q=boat");
    await page.getByText("No project has these words").waitFor();
    await assertAccessible(page, "no project found");
    await page.goto(projects[0].path);
    await choose(page, "Project actions", "Delete project");
    await assertAccessible(page, "the question before a project is deleted");
  });

  story(`axe finds nothing on the pages of documents${inThisLook}`, async (stage) => {
    const { page, harbour, quay } = await furnished(stage, look);
    await document(page, "log.txt").waitFor();
    await assertAccessible(page, "documents");
    await page.getByRole("button", { name: "Actions for log.txt" }).click();
    await assertAccessible(page, "the menu of a document");
    await page.getByRole("menuitem", { name: "Rename" }).click();
    await assertAccessible(page, "the dialog that renames");
    await page.keyboard.press("Escape");
    await choose(page, "Actions for log.txt", "Delete");
    await page.getByRole("button", { name: "Undo" }).waitFor();
    await assertAccessible(page, "a notification with Undo");
    await page.goto(`${harbour.path}?preview=${quay.id}`);
    await page.getByRole("button", { name: "Close preview" }).waitFor();
    await assertAccessible(page, "a preview");
  });

  story(`axe finds nothing on the other views of documents${inThisLook}`, async (stage) => {
    const { page, harbour } = await furnished(stage, look);
    await page.goto(`${harbour.path}?view=grid`);
    await page.getByRole("link", { name: "log.txt" }).waitFor();
    await assertAccessible(page, "the grid");
    await page.goto(`${harbour.path}?q=boat`);
    await page.getByText("No document has this in its name").waitFor();
    await assertAccessible(page, "no document found");
    await page.goto(`${harbour.path}?deleted=true`);
    await page.getByText("Nothing is deleted").waitFor();
    await assertAccessible(page, "nothing deleted");
    await page.goto((await harbour.owner.project("Quay")).path);
    await page.getByText("Drop files anywhere on this page").waitFor();
    await assertAccessible(page, "an empty project");
  });

  story(`axe finds nothing on uploads${inThisLook}`, async (stage) => {
    stage.expects(/status of 413/);
    const { page } = await furnished(stage, look);
    await page.route("**/documents", (route) => (route.request().method() === "POST" ? route.fulfill({ status: 413, body: "{}" }) : route.fallback()), { times: 1 });
    await bring(page, text("refused.txt"));
    await tray(page).getByText("Nothing was stored").waitFor();
    await bring(page, text("kept.txt"));
    await document(page, "kept.txt").waitFor();
    await assertAccessible(page, "one upload done, one failed");
    await page.getByRole("button", { name: "Fold uploads" }).click();
    await assertAccessible(page, "uploads, folded");
  });

  story(`axe finds nothing on what administrators see${inThisLook}`, async (stage) => {
    const ada = await stage.person("Ada");
    await promote(ada);
    await leaveDeadLetter(await stage.person("Ben"));
    const page = await stage.open(ada, "/admin?state=dead", look);
    await page.getByText("What happened inside").first().click();
    await assertAccessible(page, "the queue and a dead letter");
    await page.getByRole("button", { name: "Discard thumbnail" }).first().click();
    await assertAccessible(page, "the question before a dead letter is discarded");
    await page.goto("/admin?kind=nothing");
    await page.getByText("No such job").waitFor();
    await assertAccessible(page, "no such job");
  });

  story(`axe finds nothing on the people of a project and its past${inThisLook}`, async (stage) => {
    stage.expects(/status of 422/);
    const { page, harbour } = await furnished(stage, look);
    await harbour.owner.addMember(harbour, await stage.person("Ben"), "editor");
    await page.goto(`${harbour.path}/members`);
    await page.getByLabel("Email").fill("nobody@quayside.example");
    await page.getByRole("button", { name: "Add member" }).click();
    await page.getByText("Nobody here has this address.", { exact: false }).waitFor();
    await assertAccessible(page, "members, with an error");
    await choose(page, "Actions for Anna", "Leave project");
    await assertAccessible(page, "the question before one leaves");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Actions for Ben" }).click();
    await assertAccessible(page, "the menu of a member");
    await page.goto(`${harbour.path}/activity`);
    await page.getByText("log.txt").waitFor();
    await assertAccessible(page, "activity");
  });

  story(`axe finds nothing on webhooks${inThisLook}`, async (stage) => {
    const { page, harbour } = await furnished(stage, look);
    await page.goto(`${harbour.path}/webhooks`);
    await page.getByText("No webhooks yet").waitFor();
    await assertAccessible(page, "no webhooks");
    await page.getByRole("button", { name: "New webhook" }).click();
    await page.getByRole("button", { name: "Add webhook" }).click();
    await page.getByText("Please fill this in.").waitFor();
    await assertAccessible(page, "the dialog of a new webhook, with an error");
    await page.getByLabel("Address").fill("https://hooks.example.com/quayside");
    await page.getByRole("button", { name: "Add webhook" }).click();
    await page.getByRole("textbox", { name: "Secret" }).waitFor();
    await assertAccessible(page, "the secret, this once");
    await page.getByRole("button", { name: "I have it" }).click();
    await page.getByRole("link", { name: "Deliveries" }).click();
    await page.getByText("Nothing was sent yet.", { exact: false }).waitFor();
    await harbour.owner.upload(harbour, text("plan.txt"));
    await page.getByText("What was sent").click();
    await assertAccessible(page, "webhooks, and a delivery that fails");
  });

  story(`axe finds nothing on exports and reports${inThisLook}`, async (stage) => {
    const { page, harbour } = await furnished(stage, look);
    const works = await Workshop.in(stage, page);
    await page.goto(harbour.path);
    await page.getByRole("button", { name: "Project actions" }).click();
    await page.getByRole("menuitem", { name: "Export as ZIP" }).waitFor();
    await assertAccessible(page, "the menu of a project");
    await page.getByRole("menuitem", { name: "Export as ZIP" }).click();
    await works.fail("The storage did not answer.");
    await jobTray(page).getByText("The storage did not answer.").waitFor();
    await choose(page, "Project actions", "Export as ZIP");
    await works.finish("Harbour.zip");
    await jobTray(page).getByText("Harbour.zip").waitFor();
    await choose(page, "Project actions", "Make a report");
    await works.go({ state: "running", progress: 40 });
    await jobTray(page).getByText("40 %").waitFor();
    await assertAccessible(page, "one file ready, one under way, one failed");
    await page.getByRole("button", { name: "Fold exports and reports" }).click();
    await assertAccessible(page, "folded");
  });

  story(`axe finds nothing on one's account and where nothing is${inThisLook}`, async (stage) => {
    stage.expects(/status of (422|503)/);
    const page = await stage.open(await stage.person(), "/account", look);
    await assertAccessible(page, "account");
    await page.getByLabel("Current password").fill("not this one");
    await page.getByLabel("New password").fill("short");
    await page.getByRole("button", { name: "Change password" }).click();
    await page.getByText("Use at least 10 characters.").waitFor();
    await assertAccessible(page, "account, with an error");
    await page.getByRole("button", { name: "Account menu, Anna" }).click();
    await assertAccessible(page, "the menu of the account");
    await page.goto("/nowhere");
    await arrives(page, "Nothing at this address");
    await assertAccessible(page);
    await page.route("**/api/v1/projects?*", (route) => route.fulfill({ status: 503, body: "{}" }));
    await page.getByRole("link", { name: "Go to your projects" }).click();
    await arrives(page, "This page did not load");
    await assertAccessible(page, "failed");
  });
}

/** @param {Stage} stage @param {import("playwright-core").BrowserContextOptions} look */
async function furnished(stage, look) {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour", "Plans of the quay");
  const quay = await anna.upload(harbour, picture("quay.png"));
  await anna.upload(harbour, text("log.txt"));
  return { harbour: { ...harbour, owner: anna }, quay, page: await stage.open(anna, harbour.path, look) };
}
