import { getSearchQuery, type SearchQuery, searchPanelOpen } from '@codemirror/search';
import type { EditorState, Extension } from '@codemirror/state';
import { type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';

/** Matches that are counted; where there are more, nobody counts on. */
const MOST = 100_000;
/** UTF-16 units that are searched at a time. */
const WINDOW = 256 * 1024;
/** Milliseconds of counting before the page gets its turn. */
const STRETCH = 8;

/** Says in the search panel how many matches the text has, and at which one the selection is: `3 of 312`. */
export function matchCount(): Extension {
  return ViewPlugin.fromClass(MatchCount);
}

class MatchCount {
  readonly #view: EditorView;
  readonly #element: HTMLElement;
  #count: Count | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: EditorView) {
    this.#view = view;
    this.#element = document.createElement('span');
    this.#element.className = 'matches';
    this.#element.setAttribute('role', 'status');
    this.#follow(view.state);
  }

  update({ state, docChanged, startState, selectionSet }: ViewUpdate): void {
    const isOpen = searchPanelOpen(state);
    const isOther =
      !getSearchQuery(state).eq(getSearchQuery(startState)) || isOpen !== searchPanelOpen(startState);
    if (isOther || (docChanged && this.#count)) this.#follow(state);
    else if (selectionSet && this.#count) this.#say();
  }

  destroy(): void {
    clearTimeout(this.#timer);
  }

  /** Counts anew: for another query, or in a text that grew. */
  #follow(state: EditorState): void {
    clearTimeout(this.#timer);
    const query = getSearchQuery(state);
    this.#count = searchPanelOpen(state) && query.valid ? new Count(query) : undefined;
    this.#say();
    if (this.#count) this.#timer = setTimeout(() => this.#goOn(), 0);
  }

  #goOn(): void {
    const until = performance.now() + STRETCH;
    const count = this.#count;
    if (!count) return;
    while (!count.isDone && performance.now() < until) count.goOn(this.#view.state);
    if (count.isDone) this.#say();
    else this.#timer = setTimeout(() => this.#goOn(), 0);
  }

  #say(): void {
    const field = this.#view.dom.querySelector('.cm-search [name="search"]');
    if (field && field.nextElementSibling !== this.#element) field.after(this.#element);
    this.#element.textContent = this.#count?.isDone
      ? this.#count.words(this.#view.state.selection.main.from)
      : '';
  }
}

/** The matches of a query in a text, as far as they were counted. */
class Count {
  readonly #query: SearchQuery;
  readonly #starts: number[] = [];
  #at = 0;
  isDone = false;

  constructor(query: SearchQuery) {
    this.#query = query;
  }

  /** Counts in the next window of the text. */
  goOn({ doc }: EditorState): void {
    const end = Math.min(this.#at + WINDOW, doc.length);
    // A regular expression looks at whole lines; other text may stand across the end of a window.
    const to = this.#query.regexp ? doc.lineAt(end).to : end;
    const reach = this.#query.regexp ? to : Math.min(doc.length, to + this.#query.search.length);
    const cursor = this.#query.getCursor(doc, this.#at, reach);
    let last = -1;
    for (let match = cursor.next(); !match.done; match = cursor.next()) {
      if (match.value.from >= to && to < doc.length) break;
      if (match.value.from < this.#at) continue;
      this.#starts.push(match.value.from);
      last = match.value.to;
      if (this.#starts.length >= MOST) break;
    }
    this.#at = Math.max(to, last);
    this.isDone = to >= doc.length || this.#starts.length >= MOST;
  }

  /** @param selected where the selection begins */
  words(selected: number): string {
    const all = this.#starts.length;
    if (all === 0) return 'No results';
    const total = all >= MOST ? `${all.toLocaleString('en-US')} or more` : all.toLocaleString('en-US');
    const index = this.#starts.indexOf(selected);
    return index < 0 ? `${total} found` : `${(index + 1).toLocaleString('en-US')} of ${total}`;
  }
}
