import { type Common, common } from '../compare/sequence.ts';
import type { ValuePart } from './rows.ts';

/** Texts that differ in more than this share of their words are marked whole: what they share is chance. */
const MOST_DIFFERENT = 0.75;
/** What is shown of what is the same before and behind the first and last difference of a text that is cut. */
const AROUND = 200;

let segmenter: Intl.Segmenter | undefined;

/** The words of a text, and what is between them. No word ends inside of what a person takes for one character. */
function wordsOf(text: string): readonly string[] {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'word' });
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

/**
 * Two texts with the words marked in which they differ.
 *
 * @param limit UTF-16 units of a text that are given at most; what is left out of a longer one is a gap, and never
 *   all of what differs
 */
export function wordDiff(
  a: string,
  b: string,
  limit: number,
): readonly [readonly ValuePart[], readonly ValuePart[]] {
  if (a === b) return [whole(a, limit), whole(b, limit)];
  const isLong = Math.max(a.length, b.length) > limit;
  const start = isLong ? sharedStart(a, b) : 0;
  const end = isLong ? sharedEnd(a, b, start) : 0;
  const shownOf = (text: string) => {
    const between = text.slice(start, text.length - end);
    return between.slice(0, boundary(between, limit));
  };
  const [of, to] = [shownOf(a), shownOf(b)];
  const around = (text: string, shown: string, inner: readonly ValuePart[]): readonly ValuePart[] => {
    const left = text.length - end - start - shown.length;
    return [...gap(start), ...inner, ...gap(left + end)];
  };
  const [ofParts, toParts] = marked(of, to);
  return [around(a, of, ofParts), around(b, to, toParts)];
}

/** A text without anything marked, cut at the limit. */
export function whole(text: string, limit: number): readonly ValuePart[] {
  const shown = boundary(text, limit);
  return [{ text: text.slice(0, shown) }, ...gap(text.length - shown)];
}

/** A text that differs whole. */
export function differing(text: string, limit: number): readonly ValuePart[] {
  const shown = boundary(text, limit);
  return [{ text: text.slice(0, shown), differs: true }, ...gap(text.length - shown)];
}

function gap(units: number): readonly ValuePart[] {
  return units > 0 ? [{ gap: units }] : [];
}

function marked(a: string, b: string): readonly [readonly ValuePart[], readonly ValuePart[]] {
  const [of, to] = [wordsOf(a), wordsOf(b)];
  const shared = common(of, to);
  const { inA, inB } = shared;
  const isOther = (list: readonly string[], kept: readonly boolean[]) => {
    const counted = list.map((word) => (/[\p{L}\p{N}]/u.test(word) ? word.length : 0));
    const all = counted.reduce((sum, length) => sum + length, 0);
    const differs = counted.reduce((sum, length, index) => sum + (kept[index] ? 0 : length), 0);
    return all > 0 && differs / all > MOST_DIFFERENT;
  };
  if (isOther(of, inA) && isOther(to, inB))
    return [[{ text: a, differs: true }], [{ text: b, differs: true }]];
  const [ofBreaks, toBreaks] = breaksOf(shared);
  return [partsOf(of, inA, ofBreaks), partsOf(to, inB, toBreaks)];
}

/**
 * Neighbours in one part; a single space or mark between two words that differ differs with them. Where only the
 * other text has something, one part ends and the next one begins.
 */
function partsOf(
  list: readonly string[],
  kept: readonly boolean[],
  breaks: ReadonlySet<number>,
): readonly ValuePart[] {
  const parts: { text: string; differs?: true }[] = [];
  for (const [index, text] of list.entries()) {
    const isBetween = kept[index - 1] === false && kept[index + 1] === false;
    const differs = kept[index] === false || (isBetween && /^[\s,.;:_-]$/.test(text));
    const last = parts.at(-1);
    if (last && (last.differs === true) === differs && !(breaks.has(index) && !differs)) last.text += text;
    else parts.push(differs ? { text, differs } : { text });
  }
  return parts;
}

/** Where in each sequence the other one has entries of its own, and it has none: indices of what comes next. */
function breaksOf({ inA, inB }: Common): readonly [ReadonlySet<number>, ReadonlySet<number>] {
  const [ofA, ofB] = [new Set<number>(), new Set<number>()];
  for (let i = 0, j = 0; i < inA.length || j < inB.length; i++, j++) {
    const [from, to] = [i, j];
    while (inA[i] === false) i += 1;
    while (inB[j] === false) j += 1;
    if (i === from && j > to) ofA.add(i);
    if (j === to && i > from) ofB.add(j);
  }
  return [ofA, ofB];
}

/** How much two long texts share at their beginnings, less what is shown before the first difference. */
function sharedStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a.charCodeAt(start) === b.charCodeAt(start)) start += 1;
  return boundary(a, Math.max(0, start - AROUND));
}

/** The same of their ends. */
function sharedEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let end = 0;
  while (end < most && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end += 1;
  const cut = a.length - Math.max(0, end - AROUND);
  return a.length - (isLow(a, cut) ? cut + 1 : cut);
}

/** The last place up to `at` that is not inside of a surrogate pair. */
function boundary(text: string, at: number): number {
  if (at >= text.length) return text.length;
  return isLow(text, at) ? at - 1 : at;
}

function isLow(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
