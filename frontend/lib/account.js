// The calls about the signed-in person.

import { api } from "./api.js";
import { session } from "./session.js";

/** @param {string} name */
export async function changeName(name) {
  session.set(await api.request("PATCH", "/me", { json: { name } }));
}

/** @param {string} current @param {string} next */
export function changePassword(current, next) {
  return api.request("POST", "/me/password", { json: { current_password: current, new_password: next } });
}
