// The field that searches all documents: in the frame, and on its page where the frame has no room for it.

import { hear } from "../lib/events.js";
import { html } from "../lib/html.js";
import { navigate } from "../lib/router.js";
import { LONGEST, searchAddress } from "../lib/search.js";
import { strings } from "../strings.js";
import { filterInput } from "./filter-input.js";
import { icon } from "./icon.js";

const words = strings.search;

/** @param {AbortSignal} signal ends its listening @returns {HTMLElement} */
export function searchField(signal) {
  const input = filterInput(words.label, (q) => onPage() && go(q, true));
  input.maxLength = LONGEST;
  input.value = asked();
  input.setAttribute("aria-keyshortcuts", "/");
  input.title = words.hint;
  hear("searched", (q) => document.activeElement !== input && Object.assign(input, { value: q }), signal);
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    go(input.value.trim(), onPage());
  };
  return html`<form class="search-field filter" role="search" aria-label=${words.title} @submit=${submit}>${icon("search")}${input}</form>`;
}

/** A stroke leads to the field, unless somebody is typing. @param {AbortSignal} signal */
export function searchByKey(signal) {
  addEventListener("keydown", (event) => isWanted(event) && reach(event), { signal });
}

/** On many keyboards the stroke needs Shift. @param {KeyboardEvent} event */
function isWanted({ key, ctrlKey, metaKey, altKey, defaultPrevented, target }) {
  const isElsewhere = target instanceof Element && target.closest("input, textarea, select, [contenteditable], dialog:modal, [popover]");
  return key === "/" && !ctrlKey && !metaKey && !altKey && !defaultPrevented && !isElsewhere;
}

/** @param {Event} event */
async function reach(event) {
  event.preventDefault();
  if (!seen()) await navigate("/search");
  seen()?.select();
}

/** @returns {HTMLInputElement | undefined} the one of the fields that is to be seen */
function seen() {
  const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(".search-field input"));
  return [...inputs].find((input) => input.checkVisibility());
}

function onPage() {
  return location.pathname === "/search";
}

/** @returns {string} what the address says */
function asked() {
  return (onPage() && new URLSearchParams(location.search).get("q")) || "";
}

/** @param {string} q @param {boolean} replace */
function go(q, replace) {
  void navigate(searchAddress(q), { replace });
}
