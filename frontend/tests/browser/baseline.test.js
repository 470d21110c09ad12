import { story } from "./harness.js";
import { arrives, gone } from "./screen.js";

story("a browser that is too old for the app says what is missing", async (stage) => {
  stage.expects(/SyntaxError/);
  const page = await (await stage.context()).newPage();
  await page.route("**/main.js", (route) => route.fulfill({ contentType: "text/javascript", body: "const = newer than this browser;" }));
  await page.goto("/sign-in");
  await page.getByText("a browser from the end of 2024 or newer").waitFor();

  await page.unroute("**/main.js");
  await page.reload();
  await arrives(page, "Sign in");
  await gone(page.getByText("a browser from the end of 2024 or newer"));
});
