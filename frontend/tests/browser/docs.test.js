import { story } from "./harness.js";

story("the reference of the API opens, under our own policy", async (stage) => {
  const page = await stage.visit("/api/docs");
  await page.getByText("/v1/projects", { exact: false }).first().waitFor();
});
