import assert from "node:assert/strict";
import { unlink, writeFile } from "node:fs/promises";
import { copy, drag, onDisk } from "./bringing.js";
import { story } from "./harness.js";
import { slow } from "./line.js";
import { bulk, picture, text } from "./samples.js";
import { arrives, bring, document, gone, lists, told, tray } from "./screen.js";

const MIB = 1024 * 1024;

story("several files are dropped on the page and all arrive", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, harbour.path);
  const drop = await drag(page, await onDisk(text("one.txt"), text("two.txt"), text("three.txt"), text("four.txt"), text("five.txt")));
  await page.getByText("Drop to add to Harbour").waitFor();
  await drop();
  await tray(page).getByText("5 files uploaded").waitFor();
  await page.getByLabel("Sort by").selectOption("Name, A to Z");
  await lists(page, ["five.txt", "four.txt", "one.txt", "three.txt", "two.txt"]);
  assert.equal((await anna.documents(harbour)).length, 5);
});

story("a folder that is dropped is left out, and the files beside it arrive", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, harbour.path);
  const [inside, beside] = await onDisk(text("photos/north.txt"), text("plan.txt"));
  const drop = await drag(page, [inside.replace("/north.txt", ""), beside]);
  await drop();
  await told(page, "“photos” is a folder and was left out. Open it and drop the files themselves. The other files are on their way.");
  await tray(page).getByText("1 file uploaded").waitFor();
  await lists(page, ["plan.txt"]);
});

story("where no project is open, the page says where files can be dropped", async (stage) => {
  const anna = await stage.person();
  const page = await stage.open(anna, "/account");
  const drop = await drag(page, await onDisk(text("plan.txt")));
  await page.locator("drop-zone").getByText("Open a project that you can edit, and drop files there.").waitFor();
  await drop();
  await gone(page.locator("drop-zone"));
  await arrives(page, "Your account");
  assert.equal(await tray(page).isVisible(), false);
});

story("a screenshot is pasted, and its name says when", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, harbour.path);
  await copy(page, picture("image.png"));
  await page.keyboard.press("Control+V");
  await tray(page).getByText("1 file uploaded").waitFor();
  const [{ name }] = await anna.documents(harbour);
  assert.match(name, /^Pasted image \d{4}-\d\d-\d\d at \d\d\.\d\d\.png$/);
  await document(page, name).waitFor();
});

story("what is pasted into a text field stays text", async (stage) => {
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, harbour.path);
  await copy(page, picture("image.png"));
  const filter = page.getByLabel("Filter by name");
  await filter.focus();
  await page.keyboard.press("Control+V");
  await copy(page, text("note.txt", "plan"));
  await page.keyboard.press("Control+V");
  assert.equal(await filter.inputValue(), "plan");
  assert.equal(await tray(page).isVisible(), false);
});

story("a file that is gone from the disk when its turn comes is explained", async (stage) => {
  stage.expects(/ERR_UPLOAD_FILE_CHANGED|ERR_FILE_NOT_FOUND/);
  const anna = await stage.person();
  const harbour = await anna.project("Harbour");
  const page = await stage.open(anna, harbour.path);
  const fast = await slow(page, MIB / 4);
  await bring(page, bulk("1.bin", MIB), bulk("2.bin", MIB), bulk("3.bin", MIB));
  const [deleted, changed] = await onDisk(text("deleted.txt"), text("changed.txt"));
  await page.getByLabel("Choose files to upload").setInputFiles([deleted, changed]);
  await tray(page).getByText("changed.txt").waitFor();
  await unlink(deleted);
  await writeFile(changed, "It is something else now.");
  await fast();
  await tray(page).getByText("2 uploads did not finish").waitFor();
  assert.equal(await tray(page).getByText("This file was changed, moved or deleted on your computer").count(), 2);
  assert.equal(await page.getByRole("button", { name: "Retry upload of deleted.txt" }).count(), 0);
  assert.equal((await anna.documents(harbour)).length, 3);
});
