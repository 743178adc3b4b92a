import { applyEdits, shift, type TextEdit } from '../text/span.ts';
import { blockIndexAt, fileOfBlocks } from './blocks.ts';
import { inheritFacts } from './facts.ts';
import { parseBlock } from './read/block.ts';
import { replaced } from './read/lists.ts';
import { Source } from './read/scan.ts';
import { blockStarts } from './read/separators.ts';
import type { Block, RequestFile } from './tree.ts';

const BYTE_ORDER_MARK = '\ufeff';

/** Neighbouring old blocks, by their indexes, and the edits that touch them. */
interface Touched {
  first: number;
  last: number;
  readonly edits: TextEdit[];
}

/** Neighbouring old blocks that are read again as one text: that of `parts`, joined. */
interface Region {
  first: number;
  last: number;
  readonly parts: string[];
}

/**
 * The tree of a file after edits: equal to `parseFile` of the new text, but only the blocks that the edits
 * touch are read again. Every other block is the same object as before.
 *
 * @param changes in coordinates of `previous.text`, ascending, not overlapping
 * @throws RangeError where two changes overlap or one leaves the text
 */
export function reparse(previous: RequestFile, changes: readonly TextEdit[]): RequestFile {
  if (changes.length === 0) return previous;
  const regions = regionsOf(previous, touchedBlocks(previous, changes));
  const head = regions[0]?.first ?? 0;
  const tail = (regions.at(-1)?.last ?? -1) + 1;
  const blocks: Block[] = [];
  const starts: number[] = [];
  let at = previous.starts[head] ?? 0;
  const add = (block: Block): void => {
    blocks.push(block);
    starts.push(at);
    at += block.text.length;
  };
  let old = head;
  for (const region of regions) {
    previous.blocks.slice(old, region.first).forEach(add);
    readRegion(previous, region).forEach(add);
    old = region.last + 1;
  }
  const allStarts = replaced(previous.starts, head, tail, starts);
  moveFrom(allStarts, head + starts.length, at - (previous.starts[tail] ?? at));
  const file = fileOfBlocks(replaced(previous.blocks, head, tail, blocks), allStarts);
  inheritFacts(previous, file, head, previous.blocks.length - tail);
  return file;
}

function moveFrom(starts: number[], first: number, by: number): void {
  for (let index = first; index < starts.length; index++) starts[index] = (starts[index] ?? 0) + by;
}

/**
 * Groups the changes by the blocks that they touch. A change right in front of a separator touches its block;
 * whether it touches the one before as well is seen from what it makes of the separator.
 */
function touchedBlocks(previous: RequestFile, changes: readonly TextEdit[]): Touched[] {
  const groups: Touched[] = [];
  for (const edit of changes) {
    const first = blockIndexAt(previous, edit.span.start);
    const last = blockIndexAt(previous, edit.span.end);
    const group = groups.at(-1);
    if (group === undefined || group.last < first) {
      groups.push({ first, last, edits: [edit] });
    } else {
      group.first = Math.min(group.first, first);
      group.last = Math.max(group.last, last);
      group.edits.push(edit);
    }
  }
  return groups;
}

/** Widens and joins the groups until each region starts and ends where blocks of the new text do. */
function regionsOf(previous: RequestFile, groups: readonly Touched[]): Region[] {
  const regions: Region[] = [];
  let open = false;
  for (const { first, last, edits } of groups) {
    const text = editedText(previous, first, last, edits);
    const before = regions.at(-1);
    if (open && before !== undefined && before.last < first - 1) takeNext(previous, before);
    if (before !== undefined && before.last === first - 1 && (open || !text.startsWith('###'))) {
      before.last = last;
      before.parts.push(text);
    } else {
      regions.push(widenLeft(previous, { first, last, parts: [text] }));
    }
    open = !endsBlock(first, text);
  }
  const final = regions.at(-1);
  if (open && final !== undefined) takeNext(previous, final);
  return regions;
}

/** Adds the block in front of the region where the region starts with no separator any more. */
function widenLeft(previous: RequestFile, region: Region): Region {
  if (region.first === 0 || region.parts[0]?.startsWith('###')) return region;
  region.first--;
  region.parts.unshift(previous.blocks[region.first]?.text ?? '');
  return region;
}

function takeNext(previous: RequestFile, region: Region): void {
  const next = previous.blocks[region.last + 1];
  if (next === undefined) return;
  region.last++;
  region.parts.push(next.text);
}

/** Whether a separator may follow the new text of blocks from `first` on. */
function endsBlock(first: number, text: string): boolean {
  return text.endsWith('\n') || text.endsWith('\r') || (first === 0 && text === BYTE_ORDER_MARK);
}

function editedText(previous: RequestFile, first: number, last: number, edits: readonly TextEdit[]): string {
  const base = previous.starts[first] ?? 0;
  const old = previous.blocks.slice(first, last + 1).map((block) => block.text);
  return applyEdits(
    old.join(''),
    edits.map(({ span, newText }) => ({ span: shift(span, -base), newText })),
  );
}

/** Reads a region; a block at its start or end whose text is as before stays the same object. */
function readRegion(previous: RequestFile, { first, last, parts }: Region): Block[] {
  const text = parts.join('');
  const source = new Source(text);
  const starts = blockStarts(text);
  const texts = starts.map((start, index) => text.slice(start, starts[index + 1] ?? text.length));
  const old = previous.blocks.slice(first, last + 1);
  const shorter = Math.min(old.length, texts.length);
  let head = 0;
  while (head < shorter && old[head]?.text === texts[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail)?.text === texts.at(-1 - tail)) tail++;
  const read = starts
    .slice(head, starts.length - tail)
    .map((start, index) => parseBlock(source, start, starts[head + index + 1] ?? text.length));
  return [...old.slice(0, head), ...read, ...old.slice(old.length - tail)];
}
