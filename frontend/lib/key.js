/**
 * A random name for one wish. Not randomUUID: that exists on https and localhost only, and people try things on a LAN.
 * @returns {string}
 */
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
