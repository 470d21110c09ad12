// What scripts/lint lets through of migrations, and what it refuses.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";

const root = path.resolve(import.meta.dirname, "../..");
const tools = path.dirname(process.env.PYTHON_BIN ?? "");
const lint = `. "${root}/scripts/lib/migrations.sh"; migrations_disturb_nobody`;

/**
 * Lints one migration as scripts/lint does.
 * @param {import("node:test").TestContext} context
 * @param {string} sql
 * @param {string} metadata
 */
function linted(context, sql, metadata = "") {
  const folder = mkdtempSync(path.join(tmpdir(), "quayside-migrations-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const migration = path.join(folder, "backend/migrations/2030-01-01-000001_boats");
  mkdirSync(migration, { recursive: true });
  symlinkSync(path.join(root, "config"), path.join(folder, "config"));
  writeFileSync(path.join(migration, "up.sql"), sql);
  writeFileSync(path.join(migration, "metadata.toml"), metadata);
  const options = { cwd: folder, encoding: /** @type {const} */ ("utf8"), env: { ...process.env, PATH: `${tools}:${process.env.PATH}` } };
  const { status, stdout, stderr } = spawnSync("bash", ["-euo", "pipefail", "-c", lint], options);
  return { passes: status === 0, said: stdout + stderr };
}

const refused = {
  "adding-required-field": "ALTER TABLE boats ADD COLUMN length integer NOT NULL;",
  "adding-not-nullable-field": "ALTER TABLE boats ALTER COLUMN length SET NOT NULL;",
  "require-concurrent-index-creation": "CREATE INDEX boats_name ON boats (name);",
  "changing-column-type": "ALTER TABLE boats ALTER COLUMN length TYPE bigint;",
  "renaming-column": "ALTER TABLE boats RENAME COLUMN name TO title;",
  "ban-drop-column": "ALTER TABLE boats DROP COLUMN name;",
  "ban-drop-table": "DROP TABLE boats;",
};

for (const [rule, sql] of Object.entries(refused)) {
  test(`a migration may not ${sql}`, (context) => {
    const { passes, said } = linted(context, sql);
    assert.ok(!passes, said);
    assert.match(said, new RegExp(rule));
  });
}

test("a migration may make tables with indexes, and add columns that the release before need not fill", (context) => {
  const sql = `CREATE TABLE harbours (id uuid PRIMARY KEY, name text NOT NULL);
    CREATE INDEX harbours_name ON harbours (name);
    ALTER TABLE boats ADD COLUMN harbour uuid, ADD COLUMN masts smallint NOT NULL DEFAULT 1;`;
  const { passes, said } = linted(context, sql);
  assert.ok(passes, said);
});

test("outside of a transaction a migration may build an index beside running work", (context) => {
  const sql = "CREATE INDEX CONCURRENTLY IF NOT EXISTS boats_name ON boats (name);";
  const { passes, said } = linted(context, `${sql}\n${sql}`, "run_in_transaction = false\n");
  assert.ok(passes, said);
  assert.ok(!linted(context, `${sql}\n${sql}`).passes);
});
