import { createScanner } from 'jsonc-parser';
import { jsonText } from '../request/body.ts';
import type { Block } from '../request/tree.ts';
import { CLOSE_BRACE, CLOSE_BRACKET, END, OPEN_BRACE, OPEN_BRACKET } from '../text/jsonKinds.ts';
import type { Span } from '../text/span.ts';

/** A part of a block that can be folded away; only its first line stays. */
export interface Fold {
  readonly span: Span;
  readonly kind: 'request' | 'comment' | 'value';
}

/** The folds of a block: the block itself, comments of several lines, every object and array of its body. */
export function foldsOf(block: Block): readonly Fold[] {
  const end = block.text.trimEnd().length;
  const start = block.separator?.start ?? block.text.search(/\S/);
  if (start < 0 || end <= start) return [];
  const whole: readonly Fold[] = block.kind === 'empty' ? [] : [{ span: { start, end }, kind: 'request' }];
  const own = [...whole, ...commentFolds(block)];
  if (block.kind !== 'request' || !block.body || block.body.file) return own;
  return [...own, ...valueFolds(jsonText(block, () => undefined).text, block.body.start)];
}

/** Comment lines that follow one another, with nothing but white space between them. */
function commentFolds({ text, comments }: Block): readonly Fold[] {
  const folds: Fold[] = [];
  let first: Span | undefined;
  let last: Span | undefined;
  const close = () => {
    if (first && last && first !== last) {
      folds.push({ span: { start: first.start, end: last.end }, kind: 'comment' });
    }
  };
  for (const comment of comments) {
    if (!last || !/^[ \t]*(?:\r\n|\r|\n)[ \t]*$/.test(text.slice(last.end, comment.start))) {
      close();
      first = comment;
    }
    last = comment;
  }
  close();
  return folds;
}

function valueFolds(text: string, base: number): readonly Fold[] {
  const scanner = createScanner(text, true);
  const open: number[] = [];
  const folds: Fold[] = [];
  let lineBreak = -1;
  let next = text.indexOf('\n');
  for (let kind: number = scanner.scan(); kind !== END; kind = scanner.scan()) {
    const at = scanner.getTokenOffset();
    while (next >= 0 && next < at) {
      lineBreak = next;
      next = text.indexOf('\n', next + 1);
    }
    if (kind === OPEN_BRACE || kind === OPEN_BRACKET) open.push(at);
    if (kind !== CLOSE_BRACE && kind !== CLOSE_BRACKET) continue;
    const start = open.pop();
    if (start === undefined || lineBreak <= start) continue;
    folds.push({ span: { start: base + start, end: base + lineBreak }, kind: 'value' });
  }
  return folds;
}
