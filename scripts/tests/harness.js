// Runs our workflows with act on a copy of this checkout, in which everything that would reach the world is
// scripts/tests/stand-in. Jobs run on this machine, without containers.

import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
const programs = ["docker", "cosign", "ssh"];
const scripts = ["scripts/smoke", "scripts/rehearse", "scripts/audit", ".ci/run"];
const variables = ["HOST=desk.example.com", "URL=https://desk.example.com", "DEPLOY_HOST_KEYS=desk"].flatMap((one) => ["--var", one]);

/** Milliseconds; a run takes a few thousand. */
const PATIENCE = 90_000;

/** What a run of a workflow did. */
export class Run {
  /**
   * @param {boolean} green
   * @param {string} log
   * @param {string[]} calls
   */
  constructor(green, log, calls) {
    this.green = green;
    this.log = log;
    this.calls = calls;
  }

  /** The calls that begin so, without that beginning. */
  of(/** @type {string} */ beginning) {
    return this.calls.filter((call) => call.startsWith(beginning)).map((call) => call.slice(beginning.length).trim());
  }

  /** What hosts and desks were asked for, in order. */
  get deeds() {
    return this.calls.filter((call) => /^(deploy|rollback|smoke https)/.test(call));
  }
}

/** A repository with its registry, its log of signatures and its hosts. */
export class World {
  /** @param {import("node:test").TestContext} context it goes with */
  constructor(context) {
    this.folder = mkdtempSync(path.join(tmpdir(), "quayside-workflows-"));
    context.after(() => rmSync(this.folder, { recursive: true, force: true }));
    this.checkout = path.join(this.folder, "checkout");
    this.standIn = path.join(this.folder, "stand-in");
    this.#copyCheckout();
    this.#standIn();
    this.actions = this.#makeActions();
    for (const file of ["calls", "failing", "signatures"]) writeFileSync(path.join(this.folder, file), "");
    this.deployKey = this.#makeKey();
    this.#git("init", "--quiet");
    this.#git("remote", "add", "origin", "https://github.com/Example/Quayside");
    this.commit("The first one");
  }

  /** Changes the tree, so that it needs another release. */
  commit(/** @type {string} */ words) {
    writeFileSync(path.join(this.checkout, "words"), words);
    this.#git("add", "--all");
    this.#git("-c", "user.name=Dana", "-c", "user.email=dana@example.com", "commit", "--quiet", "--message", words);
  }

  /**
   * Pushes what there is to a branch. act ends at the first red job, whoever waits for it: name a job to run it
   * with what it needs, and nothing else.
   * @param {string} branch
   * @param {string} workflow
   * @param {string[]} only such as `--job NAME`
   */
  push(branch, workflow, ...only) {
    return this.#run("push", branch, workflow, { ref: `refs/heads/${branch}` }, only);
  }

  /** What a host says of an image of ours: whether it would run it. */
  accepts(/** @type {string} */ digest) {
    const image = `ghcr.io/example/quayside/app@${digest}`;
    const env = { PATH: `${this.standIn}:${process.env.PATH}`, WORLD: this.folder, VERIFY_REPOSITORY: "Example/Quayside" };
    return spawnSync(path.join(root, "scripts/verify"), [image], { env }).status === 0;
  }

  /** Starts a workflow by hand. */
  dispatch(/** @type {string} */ workflow, /** @type {Record<string, string>} */ inputs) {
    return this.#run("workflow_dispatch", "main", workflow, { ref: "refs/heads/main", inputs });
  }

  /** From now on, this call fails. */
  fail(/** @type {string} */ call) {
    writeFileSync(path.join(this.folder, "failing"), `${call}\n`, { flag: "a" });
  }

  /** From now on, no call fails. */
  mend() {
    writeFileSync(path.join(this.folder, "failing"), "");
  }

  /**
   * @param {string} event
   * @param {string} branch
   * @param {string} workflow
   * @param {object} payload
   * @param {string[]} only
   */
  #run(event, branch, workflow, payload, only = []) {
    this.#git("checkout", "--quiet", "-B", branch);
    const file = path.join(this.folder, "event.json");
    writeFileSync(file, JSON.stringify(payload));
    const what = [event, "--workflows", `.github/workflows/${workflow}.yml`, "--eventpath", file, "--actor", "dana", ...only];
    const where = ["--no-cache-server", "--platform", "ubuntu-24.04=-self-hosted", "--platform", "ubuntu-24.04-arm=-self-hosted"];
    const told = [...variables, "--secret", `DEPLOY_KEY=${this.deployKey}`, ...this.actions];
    // Now and then act waits for ever for a step that has ended: the terminal that it gives to a step may swallow
    // the byte by which it hears of the end.
    const before = this.#notes();
    let act = this.#act([...what, ...where, ...told]);
    for (let again = 0; again < 2 && hung(act); again += 1) {
      console.warn(`act did not end within ${PATIENCE / 1000} s, so the workflow is played again`);
      this.#restore(before);
      act = this.#act([...what, ...where, ...told]);
    }
    // It neither passed nor was refused.
    if (act.error) throw new Error(act.stdout, { cause: act.error });
    return new Run(act.status === 0, act.stdout + act.stderr, readFileSync(path.join(this.folder, "calls"), "utf8").split("\n"));
  }

  /** Runs act from the beginning. @param {string[]} options */
  #act(options) {
    writeFileSync(path.join(this.folder, "calls"), "");
    rmSync(path.join(this.folder, "amd64"), { recursive: true, force: true });
    return spawnSync(process.env.ACT_BIN ?? "act", options, {
      cwd: this.checkout,
      encoding: "utf8",
      env: { PATH: `${this.standIn}:${process.env.PATH}`, HOME: this.folder, WORLD: this.folder },
      timeout: PATIENCE,
      killSignal: "SIGKILL",
    });
  }

  /** What the stand-ins have written down. @returns {Map<string, string>} */
  #notes() {
    const files = readdirSync(this.folder, { withFileTypes: true }).filter((one) => one.isFile());
    return new Map(files.map(({ name }) => [name, readFileSync(path.join(this.folder, name), "utf8")]));
  }

  /** Forgets what was written down since. @param {Map<string, string>} notes */
  #restore(notes) {
    for (const name of this.#notes().keys()) rmSync(path.join(this.folder, name));
    for (const [name, text] of notes) writeFileSync(path.join(this.folder, name), text);
  }

  #copyCheckout() {
    for (const name of [".ci", ".github", ".gitignore", "scripts", "docs/rehearsals"]) {
      cpSync(path.join(root, name), path.join(this.checkout, name), { recursive: true });
    }
  }

  #standIn() {
    mkdirSync(this.standIn);
    const program = path.join(root, "scripts/tests/stand-in");
    for (const name of programs) symlinkSync(program, path.join(this.standIn, name));
    for (const name of scripts) {
      rmSync(path.join(this.checkout, name), { force: true });
      symlinkSync(program, path.join(this.checkout, name));
    }
  }

  /** Actions of others do nothing here; act itself knows how to check out. */
  #makeActions() {
    const folder = path.join(this.checkout, ".github/workflows");
    const uses = readdirSync(folder).flatMap((file) => [...readFileSync(path.join(folder, file), "utf8").matchAll(/uses: ([\w-]+\/[\w-]+)@(\w+)/g)]);
    const others = new Set(uses.map(([, name, commit]) => `${name}@${commit}`).filter((one) => !one.startsWith("actions/checkout@")));
    return [...others].flatMap((action) => {
      const place = path.join(this.folder, "actions", action);
      mkdirSync(place, { recursive: true });
      writeFileSync(path.join(place, "action.yml"), "name: nothing\ndescription: nothing\nruns: { using: composite, steps: [{ run: 'true', shell: bash }] }\n");
      return ["--local-repository", `${action}=${place}`];
    });
  }

  #makeKey() {
    const file = path.join(this.folder, "key");
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "deploy", "-f", file]);
    return readFileSync(file, "utf8");
  }

  #git(/** @type {string[]} */ ...options) {
    execFileSync("git", options, { cwd: this.checkout, stdio: ["ignore", "ignore", "inherit"] });
  }
}

/** @param {import("node:child_process").SpawnSyncReturns<string>} act */
function hung({ error }) {
  return error !== undefined && "code" in error && error.code === "ETIMEDOUT";
}
