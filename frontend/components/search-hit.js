// One document that was found.

import { html } from "../lib/html.js";
import { stretches } from "../lib/search.js";
import { framed } from "./document-picture.js";
import { fileIcon } from "./icon.js";
import { fileName, size, when } from "./pieces.js";

/** @param {import("../lib/types.js").SearchHit} hit @returns {HTMLElement} */
export function searchHit({ document: document_, project, snippet }) {
  const { id, name, created_at } = document_;
  return html`
    <li class="hit" data-id=${id}>
      ${framed(html`<span class="hit-picture picture" aria-hidden="true"></span>`, document_, () => [fileIcon(document_.media_type)])}
      <div class="hit-text">
        <a class="hit-link" href=${`/projects/${project.id}?preview=${id}`} aria-label=${name}>${fileName(name)}</a>
        <p class="hit-meta figures"><bdi class="hit-project">${project.name}</bdi> · ${size(document_.size)} · ${when(created_at)}</p>
        ${snippet && html`<p class="snippet" dir="auto">${stretches(snippet).map(stretch)}</p>`}
      </div>
    </li>
  `;
}

/** @param {{text: string, isHit: boolean}} part */
function stretch({ text, isHit }) {
  return isHit ? html`<mark>${text}</mark>` : text;
}
