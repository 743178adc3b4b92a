import { common } from '../compare/sequence.ts';
import { numberAt } from '../exact.ts';
import type { ItemMark, ItemView, ValueView } from './rows.ts';
import { wholeText } from './texts.ts';
import { whole, wordDiff } from './wordDiff.ts';

/** UTF-16 units of all items of a collection that are given, as a multiple of those of a single value, about. */
const MOST_UNITS = 3;
/** Items that are given at most, for so many units of a single value one. */
const UNITS_PER_ITEM = 10;
/** Items beside one that differs that are given too. */
const AROUND = 1;
/** A collection of so few items is given whole. */
const FEW = 5;
/** UTF-16 units of an item that are given at most. */
const LONGEST_ITEM = 1_000;

/** Names of members that tell which object an item is. */
const KEYS = ['id', 'keyId', 'key', 'name', 'thumbprint', 'displayName'] as const;

/** How two values are to be shown. */
export interface ViewOptions {
  /** Masks what must not be shown in any text. */
  readonly mask: (text: string) => string;
  /** UTF-16 units that are given of a text at most. */
  readonly limit: number;
}

/** Two collections beside each other, item by item. */
export function listViews(
  a: readonly unknown[],
  b: readonly unknown[],
  options: ViewOptions,
): readonly [ValueView, ValueView] {
  const [of, to] = [a, b].map((list) => list.map((_, index) => itemText(list, index, options))) as [
    string[],
    string[],
  ];
  const { inA, inB } = common(of, to);
  const pairs = changedPairs({ list: a, kept: inA }, { list: b, kept: inB });
  const partner = new Map([...pairs].map(([x, y]) => [y, x]));
  const { limit } = options;
  return [
    markedList(of, { kept: inA, pairs, others: to, limit }),
    markedList(to, { kept: inB, pairs: partner, others: of, limit }),
  ];
}

/** A collection that has nothing beside it. */
export function aloneList(
  list: readonly unknown[],
  mark: ItemMark | undefined,
  options: ViewOptions,
): ValueView {
  const texts = list.map((_, index) => itemText(list, index, options));
  const parts = (text: string) => whole(text, itemLimit(options.limit));
  return listView(
    texts,
    options.limit,
    () => true,
    (text) => (mark === undefined ? { parts: parts(text) } : { parts: parts(text), mark }),
  );
}

function itemLimit(limit: number): number {
  return Math.min(limit, LONGEST_ITEM);
}

/** What is known of the items of one collection beside the other. */
interface Marks {
  /** Whether the other one has the item in the same place. */
  readonly kept: readonly boolean[];
  /** Where the other one has the item changed. */
  readonly pairs: ReadonlyMap<number, number>;
  readonly others: readonly string[];
  /** UTF-16 units of a single value. */
  readonly limit: number;
}

function markedList(texts: readonly string[], { kept, pairs, others, limit }: Marks): ValueView {
  const anywhere = new Set(others);
  const longest = itemLimit(limit);
  const isShown = (index: number) =>
    kept.slice(Math.max(0, index - AROUND), index + AROUND + 1).includes(false) || texts.length <= FEW;
  return listView(texts, limit, isShown, (text, index): ItemView => {
    if (kept[index]) return { parts: whole(text, longest) };
    const paired = pairs.get(index);
    if (paired !== undefined)
      return { parts: wordDiff(text, others[paired] ?? '', longest)[0], mark: 'changed' };
    return { parts: whole(text, longest), mark: anywhere.has(text) ? 'moved' : 'only' };
  });
}

/** The items of a collection, as far as they are shown and fit; the others are counted. */
function listView(
  texts: readonly string[],
  limit: number,
  isShown: (index: number) => boolean,
  itemOf: (text: string, index: number) => ItemView,
): ValueView {
  if (texts.length === 0) return { kind: 'text', parts: [{ text: '[]' }] };
  const items: ItemView[] = [];
  let units = 0;
  let more = 0;
  let same = 0;
  const endSame = () => {
    if (same > 0) items.push({ same });
    same = 0;
  };
  for (const [index, text] of texts.entries()) {
    if (!isShown(index)) same += 1;
    else if (items.length >= limit / UNITS_PER_ITEM || units > limit * MOST_UNITS) more += 1;
    else {
      endSame();
      units += Math.min(text.length, LONGEST_ITEM);
      items.push(itemOf(text, index));
    }
  }
  endSame();
  return { kind: 'items', items, more };
}

/** A collection, and which of its items the other one has too. */
interface Compared {
  readonly list: readonly unknown[];
  readonly kept: readonly boolean[];
}

/** Indices of items in both collections that are the same object, changed: those with the same key. */
function changedPairs(a: Compared, b: Compared): ReadonlyMap<number, number> {
  const byKey = new Map<string, number>();
  for (const [index, item] of b.list.entries()) {
    const key = b.kept[index] ? undefined : keyOf(item);
    if (key !== undefined) byKey.set(key, index);
  }
  const pairs = new Map<number, number>();
  for (const [index, item] of a.list.entries()) {
    const key = a.kept[index] ? undefined : keyOf(item);
    const other = key === undefined ? undefined : byKey.get(key);
    if (key === undefined || other === undefined) continue;
    pairs.set(index, other);
    byKey.delete(key);
  }
  return pairs;
}

function keyOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  for (const name of KEYS) {
    const value: unknown = Object.getOwnPropertyDescriptor(item, name)?.value;
    if (typeof value === 'string' && value !== '') return `${name} ${value}`;
  }
  return undefined;
}

function itemText(list: readonly unknown[], index: number, { mask }: ViewOptions): string {
  return mask(wholeText(list[index], numberAt(list, String(index))));
}
