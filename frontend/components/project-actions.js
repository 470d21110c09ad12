// What can be done with a project, from wherever it is shown.

import { newKey } from "../lib/key.js";
import { myJobs } from "../lib/my-jobs.js";
import { shortName } from "../lib/names.js";
import { ApiError, messageOf } from "../lib/problem.js";
import { createProject, deleteProject, updateProject } from "../lib/projects.js";
import { navigate } from "../lib/router.js";
import { strings } from "../strings.js";
import { ask } from "./dialog.js";
import { toast } from "./toast-stack.js";

/** @typedef {import("../lib/types.js").Project} Project */

const words = strings.project;

/**
 * Asks for name and description; without a project it makes a new one and goes there.
 * @param {Project | null} project
 * @returns {Promise<Project | null>} the project as it is now, or null where the person gave up
 */
export async function editProject(project) {
  /** @type {Project | null} */ let made = null;
  const wish = wishes();
  const fields = [
    { label: words.name, name: "name", maxlength: 120, value: project?.name },
    { label: words.description, name: "description", maxlength: 2000, value: project?.description, multiline: true, optional: true, hint: words.descriptionHint },
  ];
  const title = project ? words.editTitle : words.createTitle;
  await ask({ title, fields, submit: project ? words.editSubmit : words.createSubmit }, async ({ name, description }) => {
    const values = { name, description };
    made = project ? await updateProject(project.id, values) : await createProject(values, wish(values));
  });
  const result = /** @type {Project | null} */ (made);
  if (result && project) toast(words.saved(shortName(result.name)));
  if (result && !project) void navigate(`/projects/${result.id}`);
  return result;
}

/**
 * Asks for the project's name, since nothing brings it back.
 * @param {Project} project
 */
export async function removeProject({ id, name, document_count }) {
  const fields = [{ label: words.removeConfirm(name), name: "confirm" }];
  const question = { title: words.removeTitle(name), text: words.removeText(document_count), fields, submit: words.remove, danger: true };
  const sent = await ask(question, async ({ confirm }) => {
    if (confirm.trim() !== name.trim()) throw mismatch();
    await deleteProject(id);
  });
  if (!sent) return;
  toast(words.removed(shortName(name)));
  if (`${location.pathname}/`.startsWith(`/projects/${id}/`)) void navigate("/projects");
}

/**
 * Asks for a file that is made in the background; the tray shows what becomes of it.
 * @param {string} projectId
 * @param {import("../lib/jobs.js").Wish} kind
 * @returns {Promise<boolean>} whether it is on its way
 */
export async function makeFile(projectId, kind) {
  try {
    await myJobs.ask(projectId, kind);
    return true;
  } catch (error) {
    toast(strings.jobs.notAsked[kind](messageOf(error)), { error: true });
    return false;
  }
}

/** A key that stays the same until the values change: sending the same form twice makes one project. */
function wishes() {
  let last = "";
  let key = "";
  return (/** @type {unknown} */ values) => {
    const now = JSON.stringify(values);
    if (now !== last) [last, key] = [now, newKey()];
    return key;
  };
}

function mismatch() {
  return new ApiError(422, { code: "invalid_input", errors: [{ field: "confirm", code: "malformed", message: words.removeMismatch }] });
}
