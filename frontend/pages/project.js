// One project and its documents.

import { askForName, bringBack, fetchToDisk, removeWithUndo } from "../components/document-actions.js";
import { emptyList } from "../components/document-empty.js";
import { DocumentList } from "../components/document-list.js";
import { keepPlace, savedPlace } from "../components/document-place.js";
import { listToolbar } from "../components/list-toolbar.js";
import { loseProject } from "../components/lost-project.js";
import { PreviewPanel } from "../components/preview-panel.js";
import { followProject } from "../components/project-follower.js";
import { dropZone, projectHead, uploadButton } from "../components/project-parts.js";
import { projectTabs } from "../components/project-tabs.js";
import { toast } from "../components/toast-stack.js";
import { inFull } from "../lib/documents.js";
import { hear } from "../lib/events.js";
import { html } from "../lib/html.js";
import { readState, sameRows, writeState } from "../lib/list-state.js";
import { shortName } from "../lib/names.js";
import { preferredView, preferView } from "../lib/preferred-view.js";
import { isAbort, messageOf } from "../lib/problem.js";
import { readProject } from "../lib/projects.js";
import { navigate } from "../lib/router.js";
import { uploads } from "../lib/uploads.js";
import { strings } from "../strings.js";

/** @typedef {import("../lib/types.js").Document} Document */
/** @typedef {import("../lib/types.js").Project} Project */
/** @typedef {import("../lib/list-state.js").ListState} ListState */

/** @type {import("../lib/router.js").PageFunction} */
export default async function projectPage({ params, query, signal }) {
  const project = await readProject(params.id, signal);
  const view = new ProjectView(project, arrive(query), signal);
  return { title: project.name, node: view.node, update: (changed) => view.update(readState(changed)) };
}

/** @param {URLSearchParams} query @returns {ListState} what the address says; where it leaves it open, in the view that is preferred */
function arrive(query) {
  const state = readState(query);
  if (query.has("view") || savedPlace() || state.view === preferredView()) return state;
  const preferred = { ...state, view: preferredView() };
  history.replaceState(history.state, "", writeState(preferred));
  return preferred;
}

/** The page as long as it is shown; `update` follows the address. */
class ProjectView {
  /** Whether the entry before this one in the history is the same list without its preview. */
  #opened = false;
  /** Whether the focus should follow into the preview. */
  #enters = false;

  /** @param {Project} project @param {ListState} state @param {AbortSignal} signal */
  constructor(project, state, signal) {
    const canEdit = project.role !== "viewer";
    const add = (/** @type {File[]} */ files) => void uploads.add(project.id, files);
    this.project = project;
    this.signal = signal;
    this.state = state;
    this.head = projectHead(project, { primary: canEdit ? uploadButton(add) : null, title: (name) => name, lost: () => this.lost() });
    this.toolbar = listToolbar(state, (change, options) => this.change(change, options));
    this.panel = new PreviewPanel({
      beside: (step) => this.list.beside(this.state.preview ?? "", step),
      preview: (document_) => this.preview(document_),
      download: (document_) => void fetchToDisk(document_),
      leave: () => this.leave(),
    });
    this.list = new DocumentList({
      projectId: project.id,
      canEdit,
      actions: this.actions(),
      key: (id, wish) => this.key(id, wish),
      sort: (sort) => this.change({ sort }),
      empty: (shown) => emptyList(shown, canEdit, () => this.change({ q: "", type: null })),
    });
    const desk = html`<div class="desk">${this.toolbar.node}${this.list}</div>`;
    this.node = html`<div class="page">${this.head.node}${projectTabs(project, "documents")}${desk}${this.panel}${canEdit && dropZone(project.name, add)}</div>`;
    this.save = keepPlace(() => this.list.place, signal);
    hear("document-added", (document_) => this.added(document_), signal);
    this.renewSoon = followProject(project.id, this, signal);
    void this.list.show(state, savedPlace()).then(() => this.mark());
    void this.showPreview();
  }

  /** @param {ListState} state */
  update(state) {
    const before = this.state;
    this.state = state;
    // What was changed beside the preview is in this entry alone, and must not be gone with it.
    if (!sameRows(before, state) || before.view !== state.view) this.#opened = false;
    this.toolbar.show(state);
    if (before.view !== state.view) preferView(state.view);
    if (!sameRows(before, state)) void this.list.show(state, savedPlace());
    else {
      if (before.view !== state.view) this.list.redraw(state);
      this.save();
    }
    if (before.preview !== state.preview) void this.showPreview();
  }

  /** @param {Partial<ListState>} change @param {{replace: boolean}} [options] */
  change(change, options) {
    if (!options?.replace) this.#opened = !this.state.preview && Boolean(change.preview);
    void navigate(writeState({ ...this.state, ...change }), options);
  }

  /** @returns {import("../components/document-parts.js").Actions} */
  actions() {
    return {
      preview: (document_, options) => this.preview(document_, options?.enter),
      download: (document_) => void fetchToDisk(document_),
      rename: (document_) => void askForName(document_, (renamed) => this.renamed(renamed)),
      remove: (document_) => void this.remove(document_),
      restore: (document_) => void bringBack(document_).then((back) => back && this.gone(document_)),
    };
  }

  /** @param {string} id @param {"preview" | "rename" | "remove" | "move" | "end"} wish of the keyboard */
  key(id, wish) {
    const found = this.list.all.find((item) => item.id === id);
    if (!found) return;
    if (wish === "rename" || wish === "remove") this.actions()[wish](found);
    else if (wish === "preview" && this.state.preview === id) this.leave();
    else if (wish === "preview" || this.state.preview) this.preview(found);
  }

  /** @param {Document} document_ @param {boolean} [enter] */
  preview({ id }, enter = false) {
    if (this.state.preview === id && enter) return this.panel.enter();
    this.#enters = enter;
    this.change({ preview: id }, { replace: this.state.preview !== null });
  }

  /** Out of the preview: the way one came, where one came from the list. */
  leave() {
    if (!this.#opened) return this.change({ preview: null }, { replace: true });
    this.#opened = false;
    history.back();
  }

  /** @param {Document} document_ */
  renamed(document_) {
    this.list.replace(document_);
    if (this.panel.shown === document_.id) this.panel.show(document_);
    this.mark();
  }

  /** @param {Document} document_ */
  async remove(document_) {
    const back = (/** @type {Document} */ again) => {
      this.added(again);
      this.list.focusOn(again.id);
    };
    if (await removeWithUndo(document_, { out: () => this.gone(document_), back })) void this.recount();
  }

  /** @param {Document} document_ the preview goes on to its neighbour, unless it would cover the way back */
  gone(document_) {
    const { id } = document_;
    const next = this.list.beside(id, 1) ?? this.list.beside(id, -1);
    this.list.takeOut(id);
    if (this.state.preview === id && next && !this.panel.covers) this.preview(next);
    else if (this.state.preview === id) this.leave();
    if (document_.deleted_at) void this.recount();
  }

  /** @param {Document} document_ */
  added(document_) {
    if (document_.project_id !== this.project.id || this.signal.aborted) return;
    this.list.insert(document_);
    void this.recount();
  }

  /** @param {Document} document_ what somebody else has added, restored or changed */
  appeared(document_) {
    if (this.state.deleted) return this.list.lose(document_.id);
    const before = this.list.all.find(({ id }) => id === document_.id);
    this.list.take(document_);
    if (this.panel.shown === document_.id && before?.name !== document_.name) this.panel.show(document_);
    this.panel.neighbours();
  }

  /** @param {string} id of what somebody else has deleted */
  vanished(id) {
    if (this.state.deleted) return this.renewSoon();
    const name = this.list.all.find((item) => item.id === id)?.name;
    this.list.lose(id);
    if (this.state.preview !== id) return;
    this.leave();
    if (name) toast(strings.documents.removedByOthers(shortName(name)));
  }

  /** Somebody deleted the project, or took this person out of it. */
  lost() {
    loseProject(this.node);
  }

  /** Something may have happened that nobody told. @returns {Promise<boolean>} whether it is known now */
  renew() {
    void this.recount();
    return this.list.refresh();
  }

  /** Name, numbers, and what one may do here. */
  recount() {
    return this.head.refresh(this.signal);
  }

  async showPreview() {
    const { preview } = this.state;
    if (!preview) return this.hidePreview();
    try {
      const found = await inFull(preview, this.list.all, this.signal);
      if (this.state.preview !== preview) return;
      if (found.project_id !== this.project.id) return this.leave();
      this.list.mark(preview, () => this.panel.show(found));
      this.mark();
      if (this.#enters) this.panel.enter();
      this.#enters = false;
    } catch (error) {
      if (isAbort(error)) return;
      toast(messageOf(error), { error: true });
      this.leave();
    }
  }

  /** Shows in the list what is previewed, and in the preview whether there are others. */
  mark() {
    const { shown } = this.panel;
    if (!shown) return;
    this.list.mark(shown);
    this.panel.neighbours();
  }

  hidePreview() {
    const { shown } = this.panel;
    this.list.mark(shown, () => this.panel.hide());
    this.list.mark(null);
    if (shown) this.list.focusOn(shown);
  }
}
