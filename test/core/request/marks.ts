import assert from 'node:assert/strict';
import { parseFile } from '../../../src/core/request/parse.ts';
import type { Block, RequestFile, SyntaxCode } from '../../../src/core/request/tree.ts';
import type { Span } from '../../../src/core/text/span.ts';

/** A text without its marks, and what they mark: `PATCH «/me»` marks the URL. */
export interface Marked {
  readonly text: string;
  readonly spans: readonly Span[];
}

/** Takes the marks `«` and `»` out of a text; they may be nested. */
export function unmark(marked: string): Marked {
  const spans: Span[] = [];
  const open: number[] = [];
  let text = '';
  for (const unit of marked) {
    if (unit === '«') {
      open.push(text.length);
    } else if (unit === '»') {
      const start = open.pop();
      assert.ok(start !== undefined, 'a mark is closed that was not opened');
      spans.push({ start, end: text.length });
    } else {
      text += unit;
    }
  }
  assert.equal(open.length, 0, 'a mark is not closed');
  return { text, spans: spans.sort((a, b) => a.start - b.start) };
}

/** A span of a block as one of the file. */
export function inFile(file: RequestFile, block: number, { start, end }: Span): Span {
  const base = file.starts[block] ?? 0;
  return { start: start + base, end: end + base };
}

/** Every problem of a file as `code` and span in the file, in the order of the text. */
export function problemsOf(text: string): readonly { code: SyntaxCode; span: Span }[] {
  const file = parseFile(text);
  return file.blocks
    .flatMap((block, index) =>
      block.problems.map(({ code, span }) => ({ code, span: inFile(file, index, span) })),
    )
    .sort((a, b) => a.span.start - b.span.start);
}

/** The text has no problem at all. */
export function accepts(text: string): void {
  assert.deepEqual(problemsOf(text), [], JSON.stringify(text));
}

/** The text has exactly these problems, at its marks, in the order of the text. */
export function reports(marked: string, ...codes: readonly SyntaxCode[]): void {
  const { text, spans } = unmark(marked);
  const found = problemsOf(text).map(
    ({ code, span }) => `${code} «${text.slice(span.start, span.end)}»@${span.start}`,
  );
  const wanted = spans.map(
    (span, index) => `${codes[index]} «${text.slice(span.start, span.end)}»@${span.start}`,
  );
  assert.equal(spans.length, codes.length, 'as many marks as codes');
  assert.deepEqual(found, wanted, JSON.stringify(text));
}

/** The marks of a text stand exactly where `pick` says, in the order of the text. */
export function marks(marked: string, pick: (block: Block) => readonly (Span | undefined)[]): void {
  const { text, spans } = unmark(marked);
  const file = parseFile(text);
  const found = file.blocks.flatMap((block, index) =>
    pick(block).flatMap((span) => (span === undefined ? [] : [inFile(file, index, span)])),
  );
  const show = ({ start, end }: Span): string => `«${text.slice(start, end)}»@${start}`;
  assert.deepEqual(found.sort((a, b) => a.start - b.start).map(show), spans.map(show));
}
