// What a job is called: by the file that it made, or by its project, whose name is asked for once.

import { strings } from "../strings.js";
import { isWish } from "./jobs.js";
import { readProject } from "./projects.js";

/** @type {Map<string, Promise<string>>} by id of the project */
const projects = new Map();

/** @param {import("./types.js").Job} job @returns {Promise<string>} */
export async function nameOfJob({ kind, project_id, result }) {
  if (result) return result.name;
  return isWish(kind) ? strings.jobs.titles[kind](await projectName(project_id ?? "")) : kind;
}

/** @param {string} id @returns {Promise<string>} */
function projectName(id) {
  const name = projects.get(id) ?? readProject(id).then((project) => project.name);
  projects.set(id, name);
  return name.catch(() => {
    projects.delete(id);
    return strings.jobs.someProject;
  });
}
