// Only for what the API, rightly, cannot do.

import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** @param {string} statement */
export async function sql(statement) {
  await promisify(execFile)(`${process.env.PG_BIN_DIR}/psql`, ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", process.env.DATABASE_URL ?? "", "-c", statement]);
}

/** As `quayside admin promote` does. @param {import("./person.js").Person} person */
export async function promote(person) {
  await sql(`UPDATE users SET role = 'admin' WHERE email = '${person.credentials.email}'`);
}
