import { defaultKeymap } from '@codemirror/commands';
import { unfoldAll } from '@codemirror/language';
import {
  getSearchQuery,
  openSearchPanel,
  SearchQuery,
  search,
  searchKeymap,
  searchPanelOpen,
  setSearchQuery,
} from '@codemirror/search';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap, lineNumbers, type ViewUpdate } from '@codemirror/view';
import type { SoughtText } from '../state/saved.ts';
import { foldAll, folding } from './folding.ts';
import { goToLine } from './goToLine.ts';
import { indentWrapped } from './indent.ts';
import { matchCount } from './matches.ts';
import { paint } from './paint.ts';
import { pathAt } from './scan.ts';
import { looksLikeJson } from './tokens.ts';

/** What a read-only view of a text is made of. */
export interface ReadOnlyText {
  readonly text: string;
  /** What the text is, for screen readers. */
  readonly label: string;
  readonly wrap: boolean;
  /** The cursor moved, or more text came. */
  readonly moved: () => void;
  /** The search panel was opened or closed, or looks for something else. */
  readonly searched: () => void;
}

/** The search panel's words, as the editor's own search has them. */
const PHRASES: Readonly<Record<string, string>> = {
  next: 'Next',
  previous: 'Previous',
  all: 'Select all',
  'match case': 'Match case',
  regexp: 'Regular expression',
  'by word': 'Whole word',
  close: 'Close',
};

const wrapping = new Compartment();

/** The state of a view that shows a text and lets nobody change it. */
export function readOnlyState({ text, label, wrap, moved, searched }: ReadOnlyText): EditorState {
  const json = looksLikeJson(text);
  return EditorState.create({
    doc: text,
    extensions: [
      EditorState.readOnly.of(true),
      // Nothing but a line feed ends a line: a carriage return is shown, and copied, as it was sent.
      EditorState.lineSeparator.of('\n'),
      EditorView.contentAttributes.of({
        'aria-label': label,
        'aria-readonly': 'true',
        spellcheck: 'false',
        tabindex: '0',
      }),
      wrapping.of(wrapped(wrap)),
      lineNumbers(),
      paint(json),
      json ? folding() : [],
      EditorState.phrases.of(PHRASES),
      search({ top: true }),
      matchCount(),
      keymap.of([{ key: 'Mod-Alt-g', run: goToLine }, ...searchKeymap, ...defaultKeymap]),
      EditorView.updateListener.of((update) => {
        if (update.selectionSet || update.docChanged) moved();
        if (isSearchedOtherwise(update)) searched();
      }),
    ],
  });
}

function isSearchedOtherwise({ state, startState }: ViewUpdate): boolean {
  if (searchPanelOpen(state) !== searchPanelOpen(startState)) return true;
  return searchPanelOpen(state) && !getSearchQuery(state).eq(getSearchQuery(startState));
}

/** What the search panel looks for; undefined where it is closed. */
export function soughtIn({ state }: EditorView): SoughtText | undefined {
  if (!searchPanelOpen(state)) return undefined;
  const { search, caseSensitive, regexp, wholeWord } = getSearchQuery(state);
  return { search, caseSensitive, regexp, wholeWord };
}

/** Opens the search panel as it was, and leaves the focus where it is. */
export function seek(view: EditorView, sought: SoughtText): void {
  // The panel takes the focus as it opens, and with it the person's keys from another part of the editor.
  view.dom.inert = true;
  openSearchPanel(view);
  view.dispatch({ effects: setSearchQuery.of(new SearchQuery(sought)) });
  view.dom.inert = false;
}

function wrapped(wrap: boolean): Extension {
  return wrap ? [EditorView.lineWrapping, indentWrapped()] : [];
}

/** Wraps long lines, or lets them run out sideways. */
export function setWrap(view: EditorView, wrap: boolean): void {
  view.dispatch({ effects: wrapping.reconfigure(wrapped(wrap)) });
}

/** Adds the next part of the text at its end; the place and the selection stay. */
export function append(view: EditorView, text: string): void {
  view.dispatch({ changes: { from: view.state.doc.length, insert: text } });
}

/** JSON path of the value at the cursor. */
export function cursorPath({ state }: EditorView): string {
  return pathAt(state.doc, state.selection.main.head);
}

/** Folds everything inside of the outermost value, or unfolds it all. */
export function setFolds(view: EditorView, folded: boolean): void {
  if (folded) foldAll(view);
  else unfoldAll(view);
}

/** Opens the search panel, with the focus in it. */
export function find(view: EditorView): void {
  openSearchPanel(view);
}
