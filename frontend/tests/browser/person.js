// Somebody with an account, who prepares a story through the API because that is quick.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";

/**
 * @typedef {{id: string, name: string, path: string}} Project
 * @typedef {{id: string, name: string, sha256: string, size: number}} Document
 */

/** Somebody with an account. */
export class Person {
  #api;
  #token = "";
  id = "";
  name;
  credentials;

  /** @param {string} api @param {string} name @param {string} email */
  constructor(api, name, email) {
    this.#api = api;
    this.name = name;
    this.credentials = { email, password: "made fast to the bollard" };
  }

  /** @param {string} baseUrl @param {string} name @param {string} [email] @returns {Promise<Person>} */
  static async register(baseUrl, name, email = newEmail()) {
    const person = new Person(`${baseUrl}/api/v1`, name, email);
    person.id = (await person.#json("POST", "/auth/register", { ...person.credentials, name })).id;
    const { access_token } = await person.#json("POST", "/auth/login", person.credentials);
    person.#token = access_token;
    return person;
  }

  /** @param {string} name @param {string} [description] @returns {Promise<Project>} with the path of its page */
  async project(name, description = "") {
    const made = await this.#json("POST", "/projects", { name, description });
    return { ...made, path: `/projects/${made.id}` };
  }

  /** @param {Project} project @param {import("./samples.js").Sample} sample @returns {Promise<Document>} */
  async upload(project, { name, mimeType, buffer }) {
    const body = new FormData();
    body.append("file", new Blob([buffer], { type: mimeType }), name);
    return this.#send("POST", `/projects/${project.id}/documents`, { body });
  }

  /** @param {Project} project @param {string} [query] @returns {Promise<Document[]>} what the server has */
  async documents(project, query = "") {
    return (await this.#send("GET", `/projects/${project.id}/documents${query}`)).items;
  }

  /** @param {Project} project @returns {Promise<{kind: string, state: string}[]>} the work behind it */
  async jobs(project) {
    return (await this.#send("GET", `/jobs?project_id=${project.id}`)).items;
  }

  /** @param {Project} project @param {string} url */
  addWebhook(project, url) {
    return this.#json("POST", `/projects/${project.id}/webhooks`, { url, events: ["document.added"] });
  }

  /** @param {Document} document */
  remove(document) {
    return this.#send("DELETE", `/documents/${document.id}`);
  }

  /** @param {Document} document @param {string} name */
  rename(document, name) {
    return this.#json("PATCH", `/documents/${document.id}`, { name });
  }

  /** @param {Document} document */
  restore(document) {
    return this.#send("POST", `/documents/${document.id}/restore`);
  }

  /** @param {Project} project @param {string} name */
  renameProject(project, name) {
    return this.#json("PATCH", `/projects/${project.id}`, { name });
  }

  /** @param {Project} project */
  removeProject(project) {
    return this.#send("DELETE", `/projects/${project.id}`);
  }

  /** @param {Project} project @param {Person} person @param {"owner" | "editor" | "viewer"} role */
  addMember(project, person, role) {
    return this.#json("POST", `/projects/${project.id}/members`, { email: person.credentials.email, role });
  }

  /** @param {Project} project @param {Person} person @param {"owner" | "editor" | "viewer"} role */
  changeRole(project, person, role) {
    return this.#json("PATCH", `/projects/${project.id}/members/${person.id}`, { role });
  }

  /** @param {string} method @param {string} path @param {unknown} value */
  #json(method, path, value) {
    return this.#send(method, path, { body: JSON.stringify(value), headers: { "Content-Type": "application/json" } });
  }

  /** @param {string} method @param {string} path @param {RequestInit} [options] */
  async #send(method, path, options = {}) {
    const headers = { ...options.headers, ...(this.#token && { Authorization: `Bearer ${this.#token}` }) };
    const response = await fetch(`${this.#api}${path}`, { ...options, method, headers });
    const text = await response.text();
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
    return response.status === 204 ? null : JSON.parse(text);
  }
}

/** @returns {string} an address that nobody has yet */
export function newEmail() {
  return `${randomUUID()}@quayside.example`;
}
