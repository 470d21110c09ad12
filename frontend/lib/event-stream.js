// Reads text/event-stream as it arrives, in pieces of any size. No DOM here.

/**
 * @typedef {object} StreamedEvent
 * @property {string} name what the server calls it; "message" where it says nothing
 * @property {string} data
 */

/** The reader of one stream. */
export class EventStreamReader {
  /** From where the stream can be asked for again; "" as long as it has not said. */
  lastId = "";
  #rest = "";
  #id = "";
  #name = "";
  /** @type {string[]} */ #data = [];

  /** @param {string} text what came next @returns {StreamedEvent[]} the events that it completes */
  read(text) {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?=[^\n])/);
    // What has no end yet waits for it, and so does a CR that may be half of a CRLF.
    this.#rest = lines.pop() ?? "";
    return lines.flatMap((line) => this.#line(line));
  }

  /** @param {string} line @returns {StreamedEvent[]} */
  #line(line) {
    if (line === "") return this.#end();
    const [field, value] = fieldOf(line);
    if (field === "data") this.#data.push(value);
    else if (field === "event") this.#name = value;
    else if (field === "id" && !value.includes("\0")) this.#id = value;
    return [];
  }

  /** An empty line ends an event; one without data is none, but may tell an id. @returns {StreamedEvent[]} */
  #end() {
    this.lastId = this.#id;
    const event = { name: this.#name || "message", data: this.#data.join("\n") };
    const isEvent = this.#data.length > 0;
    this.#name = "";
    this.#data = [];
    return isEvent ? [event] : [];
  }
}

/** @param {string} line @returns {[string, string]} the field of a comment is "" */
function fieldOf(line) {
  const colon = line.indexOf(":");
  if (colon === -1) return [line, ""];
  return [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, "")];
}
