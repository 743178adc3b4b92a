import { requestName } from './names.ts';
import type { Block, RequestBlock, RequestFile } from './tree.ts';

/** A request as it stood at some time, by which it is found again after edits. */
export interface RequestMark {
  readonly block: RequestBlock;
  /** Index of its block in the file at that time. */
  readonly index: number;
}

/** Where a marked request stands now. */
export interface Followed {
  readonly index: number;
  /** Whether the request is no longer what it was: its text, but for white space at the ends. */
  readonly edited: boolean;
}

/** Marks the request of a block; undefined where the block has none. */
export function markRequest(file: RequestFile, index: number): RequestMark | undefined {
  const block = file.blocks[index];
  return block?.kind === 'request' ? { block, index } : undefined;
}

/**
 * Where marked requests stand in a file that was edited since: those that are as they were, wherever they were
 * moved to, then those that still have their name, then those that still have their place and request line.
 *
 * @returns in the order of the marks; undefined for a request that is gone. No two are at the same place.
 */
export function followRequests(
  file: RequestFile,
  marks: readonly RequestMark[],
): readonly (Followed | undefined)[] {
  const taken = new Set<number>();
  const found: (Followed | undefined)[] = marks.map(() => undefined);
  const round = (edited: boolean, search: (mark: RequestMark) => number) => {
    for (const [at, mark] of marks.entries()) {
      if (found[at] !== undefined) continue;
      const index = search(mark);
      if (index < 0 || taken.has(index)) continue;
      taken.add(index);
      found[at] = { index, edited };
    }
  };
  const free = (matches: (block: RequestBlock) => boolean, near: number) =>
    nearest(file.blocks, near, (block, index) => !taken.has(index) && matches(block));
  const places =
    marks.length > 1 ? new Map<Block, number>(file.blocks.map((block, index) => [block, index])) : undefined;
  round(false, ({ block }) => (places ? (places.get(block) ?? -1) : file.blocks.indexOf(block)));
  round(false, ({ block, index }) => free((each) => isSame(each, block), index));
  round(true, ({ block, index }) => {
    const name = requestName(block);
    return name === undefined ? -1 : free((each) => requestName(each) === name, index);
  });
  round(true, ({ block, index }) => {
    const now = file.blocks[index];
    return now?.kind === 'request' && requestLineOf(now) === requestLineOf(block) ? index : -1;
  });
  return found;
}

/** The index of the matching block that is nearest to a place; -1 where none matches. */
function nearest(
  blocks: readonly Block[],
  place: number,
  matches: (block: RequestBlock, index: number) => boolean,
): number {
  const farthest = Math.max(place, blocks.length - 1 - place);
  for (let distance = 0; distance <= farthest; distance++) {
    for (const index of distance === 0 ? [place] : [place - distance, place + distance]) {
      const block = blocks[index];
      if (block?.kind === 'request' && matches(block, index)) return index;
    }
  }
  return -1;
}

function isSame(a: RequestBlock, b: RequestBlock): boolean {
  return Math.abs(a.text.length - b.text.length) <= MOST_WHITE_SPACE && a.text.trim() === b.text.trim();
}

/** Texts that differ by more than this are not compared: nobody types so many blank lines. */
const MOST_WHITE_SPACE = 200;

function requestLineOf({ requestLine }: RequestBlock): string {
  return `${requestLine.method?.text.toUpperCase() ?? 'GET'} ${requestLine.url.text}`;
}
