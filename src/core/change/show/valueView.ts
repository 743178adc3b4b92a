import { aloneList, listViews, type ViewOptions } from './listView.ts';
import type { ValueView } from './rows.ts';
import { type SideTraits, wholeText } from './texts.ts';
import { differing, whole, wordDiff } from './wordDiff.ts';

/** A value that is compared with another one. */
export interface ViewedSide extends SideTraits {
  readonly value: unknown;
}

/** Two values beside each other: what differs between them is marked, down to words, and to items of collections. */
export function valueViews(
  a: ViewedSide,
  b: ViewedSide,
  options: ViewOptions,
): readonly [ValueView, ValueView] {
  const [one, two] = [plainView(a), plainView(b)];
  if (one === undefined && two === undefined) {
    if (Array.isArray(a.value) && Array.isArray(b.value)) return listViews(a.value, b.value, options);
    if (!Array.isArray(a.value) && !Array.isArray(b.value)) {
      const [of, to] = wordDiff(textOf(a, options), textOf(b, options), options.limit);
      return [
        { kind: 'text', parts: of },
        { kind: 'text', parts: to },
      ];
    }
  }
  return [one ?? aloneView(a, b, options), two ?? aloneView(b, a, options)];
}

/** The view of a side whose value is not shown; undefined where it is. */
function plainView({ value, known, secret }: ViewedSide): ValueView | undefined {
  if (!known) return { kind: 'unknown' };
  if (value === undefined) return { kind: 'none' };
  return secret && value !== null ? { kind: 'masked' } : undefined;
}

/** A value that has nothing of its kind beside it: it differs whole, unless nobody knows from what. */
function aloneView(side: ViewedSide, other: ViewedSide, options: ViewOptions): ValueView {
  const isCompared = other.known;
  if (Array.isArray(side.value) && side.value.length > 0) {
    return aloneList(side.value, isCompared ? 'only' : undefined, options);
  }
  const text = textOf(side, options);
  return { kind: 'text', parts: isCompared ? differing(text, options.limit) : whole(text, options.limit) };
}

function textOf({ value, written }: ViewedSide, { mask }: ViewOptions): string {
  return mask(wholeText(value, written));
}
