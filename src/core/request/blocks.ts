import type { Block, RequestFile } from './tree.ts';

/** The index of the block that an offset of the file is in; of the nearest one where it is outside. */
export function blockIndexAt(file: RequestFile, offset: number): number {
  const { starts } = file;
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A file of blocks that are there already; its text is put together when somebody asks for it. */
export function fileOfBlocks(blocks: readonly Block[], starts: readonly number[]): RequestFile {
  let text: string | undefined;
  return {
    get text(): string {
      text ??= blocks.map((block) => block.text).join('');
      return text;
    },
    blocks,
    starts,
  };
}
