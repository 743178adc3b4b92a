import { changedBlocks } from '../request/facts.ts';
import { replaced } from '../request/read/lists.ts';
import type { Block, RequestFile } from '../request/tree.ts';
import type { Problem } from './problem.ts';

/** A version of a file with the problems of each of its blocks. */
export interface CheckedFile {
  readonly file: RequestFile;
  /** What the blocks were checked with, besides the file: problems of another key do not hold. */
  readonly key: string;
  /** `problems[i]` are those of `file.blocks[i]`. */
  readonly problems: readonly (readonly Problem[])[];
}

/** The blocks of a file whose problems are not those of an earlier version, by index. */
export interface Unchecked {
  readonly start: number;
  /** Behind the last one. */
  readonly end: number;
}

/** The blocks that have to be checked where the problems of another version of the file are known. */
export function uncheckedBlocks(last: CheckedFile | undefined, file: RequestFile, key: string): Unchecked {
  return last?.key === key ? changedBlocks(last.file, file) : { start: 0, end: file.blocks.length };
}

/**
 * The problems of a file, made from those of an earlier version of it: only blocks that an edit has changed are
 * looked at, so that a letter typed among ten thousand requests costs what one request costs.
 *
 * @param check finds the problems of a block, or undefined to give up: then nobody wants them any more
 */
export async function checkAgain(
  last: CheckedFile | undefined,
  file: RequestFile,
  key: string,
  check: (block: Block) => Promise<readonly Problem[] | undefined>,
): Promise<CheckedFile | undefined> {
  const { start, end } = uncheckedBlocks(last, file, key);
  const found: (readonly Problem[])[] = [];
  for (let index = start; index < end; index++) {
    const block = file.blocks[index];
    const problems = block && (await check(block));
    if (problems === undefined) return undefined;
    found.push(problems);
  }
  const before = last?.problems ?? [];
  const behind = before.length - (file.blocks.length - end);
  return { file, key, problems: replaced(before, start, behind, found) };
}
