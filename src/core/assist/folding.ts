import { createScanner } from 'jsonc-parser';
import type { Block } from '../request/tree.ts';
import type { Span } from '../text/span.ts';

/** A part of a block that can be folded away; only its first line stays. */
export interface Fold {
  readonly span: Span;
  readonly kind: 'request' | 'value';
}

/** The folds of a block: the block itself and every object and array of its body. */
export function foldsOf(block: Block): readonly Fold[] {
  const end = block.text.trimEnd().length;
  const start = block.separator?.start ?? block.text.search(/\S/);
  if (start < 0 || end <= start) return [];
  const own: Fold[] = block.kind === 'empty' ? [] : [{ span: { start, end }, kind: 'request' }];
  if (block.kind !== 'request' || !block.body || block.body.file) return own;
  return [...own, ...valueFolds(block.body.text, block.body.start)];
}

/** jsonc-parser's `SyntaxKind`, whose members cannot be read from a const enum in isolated modules. */
const OPEN_BRACE = 1;
const CLOSE_BRACE = 2;
const OPEN_BRACKET = 3;
const CLOSE_BRACKET = 4;
const END = 17;

function valueFolds(text: string, base: number): readonly Fold[] {
  const scanner = createScanner(text, true);
  const open: number[] = [];
  const folds: Fold[] = [];
  for (let kind: number = scanner.scan(); kind !== END; kind = scanner.scan()) {
    const at = scanner.getTokenOffset();
    if (kind === OPEN_BRACE || kind === OPEN_BRACKET) open.push(at);
    if (kind !== CLOSE_BRACE && kind !== CLOSE_BRACKET) continue;
    const start = open.pop();
    const before = text.lastIndexOf('\n', at);
    if (start === undefined || before <= start) continue;
    folds.push({ span: { start: base + start, end: base + before }, kind: 'value' });
  }
  return folds;
}
