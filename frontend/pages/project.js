// One project and its documents.

import { DocumentList } from "../components/document-list.js";
import { askForName, bringBack, fetchToDisk, removeWithUndo } from "../components/document-actions.js";
import { listToolbar } from "../components/list-toolbar.js";
import { PreviewPanel } from "../components/preview-panel.js";
import { dropZone, emptyList, projectHead, uploadButton } from "../components/project-parts.js";
import { readDocument } from "../lib/documents.js";
import { hear } from "../lib/events.js";
import { html } from "../lib/html.js";
import { readState, sameRows, writeState } from "../lib/list-state.js";
import { isAbort, messageOf } from "../lib/problem.js";
import { readProject } from "../lib/projects.js";
import { navigate } from "../lib/router.js";
import { uploads } from "../lib/uploads.js";
import { toast } from "../components/toast-stack.js";

/** @typedef {import("../lib/types.js").Document} Document */
/** @typedef {import("../lib/types.js").Project} Project */

/** @type {import("../lib/router.js").PageFunction} */
export default async function projectPage({ params, query, signal }) {
  const project = await readProject(params.id, signal);
  const view = new ProjectView(project, query, signal);
  return { title: project.name, node: view.node, update: (changed) => view.update(changed) };
}

/** The page as long as it is shown; `update` follows the address. */
class ProjectView {
  /** @param {Project} project @param {URLSearchParams} query @param {AbortSignal} signal */
  constructor(project, query, signal) {
    const canEdit = project.role !== "viewer";
    const add = (/** @type {File[]} */ files) => void uploads.add(project.id, files);
    this.project = project;
    this.signal = signal;
    this.state = readState(query);
    this.head = projectHead(project, canEdit ? uploadButton(add) : null);
    this.toolbar = listToolbar(this.state, (change, options) => this.change(change, options));
    this.panel = new PreviewPanel((document_) => void fetchToDisk(document_));
    this.panel.addEventListener("leave", () => this.change({ preview: null }, { replace: true }));
    this.list = new DocumentList({
      projectId: project.id,
      canEdit,
      actions: this.actions(),
      sort: (sort) => this.change({ sort }),
      empty: (state) => emptyList(state, canEdit, () => this.change({ q: "" })),
    });
    const { node } = this.head;
    this.node = html`<div class="page">${node}${this.toolbar.node}${this.list}${this.panel}${canEdit && dropZone(project.name, add)}</div>`;
    hear("document-added", (document_) => this.added(document_), signal);
    void this.list.show(this.state);
    void this.showPreview();
  }

  /** @param {URLSearchParams} query */
  update(query) {
    const before = this.state;
    this.state = readState(query);
    this.toolbar.show(this.state);
    if (!sameRows(before, this.state)) void this.list.show(this.state);
    if (before.preview !== this.state.preview) void this.showPreview();
  }

  /** @param {Partial<import("../lib/list-state.js").ListState>} change @param {{replace: boolean}} [options] */
  change(change, options) {
    void navigate(writeState({ ...this.state, ...change }), options);
  }

  /** @returns {import("../components/document-list.js").Host["actions"]} */
  actions() {
    return {
      preview: ({ id }) => this.change({ preview: id }, { replace: this.state.preview !== null }),
      move: ({ id }) => this.state.preview && this.change({ preview: id }, { replace: true }),
      download: (document_) => void fetchToDisk(document_),
      rename: (document_) => void askForName(document_).then((renamed) => renamed && this.list.replace(renamed)),
      remove: (document_) => void this.remove(document_),
      restore: (document_) => void bringBack(document_).then((back) => back && this.gone(document_)),
    };
  }

  /** @param {Document} document_ the row goes at once, and comes back if the server says no */
  async remove(document_) {
    this.gone(document_);
    const deleted = await removeWithUndo(document_, (back) => {
      this.added(back);
      this.list.focusOn(back.id);
    });
    if (deleted) void this.head.refresh(this.signal);
    else this.list.insert(document_);
  }

  /** @param {Document} document_ */
  gone(document_) {
    this.list.takeOut(document_);
    if (this.state.preview === document_.id) this.change({ preview: null }, { replace: true });
    if (document_.deleted_at) void this.head.refresh(this.signal);
  }

  /** @param {Document} document_ */
  added(document_) {
    if (document_.project_id !== this.project.id || this.signal.aborted) return;
    this.list.insert(document_);
    void this.head.refresh(this.signal);
  }

  async showPreview() {
    const { preview } = this.state;
    if (!preview) return this.hidePreview();
    try {
      const found = this.list.items.find(({ id }) => id === preview) ?? (await readDocument(preview, this.signal));
      if (this.state.preview === preview && found.project_id === this.project.id) this.panel.show(found);
    } catch (error) {
      if (isAbort(error)) return;
      toast(messageOf(error), { error: true });
      this.change({ preview: null }, { replace: true });
    }
  }

  hidePreview() {
    const { shown } = this.panel;
    this.panel.hide();
    if (shown) this.list.focusOn(shown);
  }
}
