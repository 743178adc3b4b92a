import {
  codeFolding,
  foldEffect,
  foldedRanges,
  foldGutter,
  foldKeymap,
  foldService,
} from '@codemirror/language';
import { type Extension, Facet } from '@codemirror/state';
import { type EditorView, keymap } from '@codemirror/view';
import { ICONS } from '../parts/icons.ts';
import { Brackets } from './scan.ts';

/** Values that are folded at a time: more of them take too long. */
const MOST_FOLDED = 20_000;

/** The brackets of the text. */
const known = Facet.define<Brackets>();

/** Folds every value inside of the outermost one; of very many, those at the beginning. */
export function foldAll(view: EditorView): boolean {
  const { state } = view;
  const folded = new Set<number>();
  foldedRanges(state).between(0, state.doc.length, (from) => {
    folded.add(from);
  });
  const ranges = state.facet(known)[0]?.inside(state.doc, MOST_FOLDED) ?? [];
  const isWhole = (from: number) => state.doc.sliceString(from, from + 1) === '\n';
  const effects = ranges
    .filter(({ from }) => !folded.has(from) && isWhole(from))
    .map((range) => foldEffect.of(range));
  if (effects.length > 0) view.dispatch({ effects });
  return true;
}

/** Folds JSON from a bracket at the end of a line to the one that closes it. */
export function folding(): Extension {
  const brackets = new Brackets();
  return [
    known.of(brackets),
    // Before the command of that key that only folds the outermost value.
    keymap.of([{ key: 'Ctrl-Alt-[', run: foldAll }]),
    foldService.of(({ doc }, _, lineEnd) => {
      const last = doc.sliceString(Math.max(0, lineEnd - 1), lineEnd);
      if (last !== '{' && last !== '[') return null;
      const to = brackets.closing(doc, lineEnd - 1);
      return to > lineEnd ? { from: lineEnd, to } : null;
    }),
    codeFolding({ placeholderDOM }),
    foldGutter({ markerDOM }),
    keymap.of(foldKeymap),
  ];
}

function placeholderDOM(_: EditorView, unfold: (event: Event) => void): HTMLElement {
  const placeholder = document.createElement('span');
  placeholder.className = 'folded';
  placeholder.textContent = '…';
  placeholder.title = 'Unfold';
  placeholder.setAttribute('aria-label', 'folded');
  placeholder.setAttribute('role', 'img');
  placeholder.onclick = unfold;
  return placeholder;
}

function markerDOM(open: boolean): HTMLElement {
  const marker = document.createElement('span');
  marker.className = 'icon';
  marker.textContent = ICONS[open ? 'chevron-down' : 'chevron-right'];
  marker.title = open ? 'Fold' : 'Unfold';
  return marker;
}
