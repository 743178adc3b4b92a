import { changedBlocks } from './facts.ts';
import { replaced } from './read/lists.ts';
import type { Block, RequestFile } from './tree.ts';

/** A version of a file and one value for each of its blocks: its problems, for one. */
export interface BlockValues<Value> {
  readonly file: RequestFile;
  /** What the values were found with, besides the file: those of another key do not hold. */
  readonly key: string;
  /** `values[i]` is that of `file.blocks[i]`. */
  readonly values: readonly Value[];
}

/** The blocks of a file, by index from `start` up to `end`, whose values are not those of an earlier version. */
export function outdated(
  last: BlockValues<unknown> | undefined,
  file: RequestFile,
  key: string,
): { readonly start: number; readonly end: number } {
  return last?.key === key ? changedBlocks(last.file, file) : { start: 0, end: file.blocks.length };
}

/**
 * The values of a file's blocks, made from those of an earlier version of it: only blocks that an edit has changed are
 * looked at, so that a letter typed among ten thousand requests costs what one request costs.
 *
 * @param find finds the value of a block, or undefined to give up: then nobody wants them any more
 */
export async function valuesAgain<Value>(
  last: BlockValues<Value> | undefined,
  file: RequestFile,
  key: string,
  find: (block: Block) => Promise<Value | undefined>,
): Promise<BlockValues<Value> | undefined> {
  const { start, end } = outdated(last, file, key);
  const found: Value[] = [];
  for (let index = start; index < end; index++) {
    const block = file.blocks[index];
    const value = block && (await find(block));
    if (value === undefined) return undefined;
    found.push(value);
  }
  const before = last?.values ?? [];
  const behind = before.length - (file.blocks.length - end);
  return { file, key, values: replaced(before, start, behind, found) };
}
