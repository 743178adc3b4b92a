import { parseBlock } from './read/block.ts';
import { Source } from './read/scan.ts';
import { blockStarts } from './read/separators.ts';
import type { Block, RequestFile } from './tree.ts';

/**
 * Reads a `.graph.http` file. Any text is read: what is wrong with it stands in `problems` of its blocks.
 * The time is linear in the length of the text.
 */
export function parseFile(text: string): RequestFile {
  const starts = blockStarts(text);
  return { text, blocks: parseBlocks(text, starts), starts };
}

/** The blocks of a text that start at `starts`, ascending, the first of them 0. */
function parseBlocks(text: string, starts: readonly number[]): Block[] {
  const source = new Source(text);
  return starts.map((start, index) => parseBlock(source, start, starts[index + 1] ?? text.length));
}
