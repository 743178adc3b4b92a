import assert from 'node:assert/strict';
import { blockIndexAt } from '../../../src/core/request/blocks.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import type { Block, RequestFile } from '../../../src/core/request/tree.ts';
import type { Span } from '../../../src/core/text/span.ts';

/** A file, and the block and the offset in it that a cursor is at. */
export interface Placed {
  readonly text: string;
  readonly file: RequestFile;
  readonly block: Block;
  readonly index: number;
  /** Relative to the block. */
  readonly offset: number;
}

/** A text whose `|` is the cursor; without one it is at the start. */
export function placed(marked: string): Placed {
  const at = Math.max(0, marked.indexOf('|'));
  const text = marked.replace('|', '');
  assert.ok(!text.includes('|'), 'the text has one cursor: |');
  const file = parseFile(text);
  const index = blockIndexAt(file, at);
  const block = file.blocks[index];
  assert.ok(block);
  return { text, file, block, index, offset: at - (file.starts[index] ?? 0) };
}

/** A text with «…» around each span, which are offsets of the text. */
export function marks(text: string, spans: readonly Span[]): string {
  let marked = '';
  let at = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    marked += `${text.slice(at, start)}«${text.slice(start, end)}»`;
    at = end;
  }
  return marked + text.slice(at);
}
