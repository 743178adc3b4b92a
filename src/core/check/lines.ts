import { BYTE_ORDER_MARK } from '../text/codeUnits.ts';
import type { Span, TextEdit } from '../text/span.ts';

/** The line break that a text uses: that of its first line, `\n` where it has only one line. */
export function lineBreakOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** Offset of the first code unit of the line of `offset`; a byte order mark is no part of the first line. */
export function lineStart(text: string, offset: number): number {
  let start = offset;
  const first = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  while (start > first && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}

/** Offset of the line break behind `offset`, or the end of the text. */
export function lineEnd(text: string, offset: number): number {
  for (let at = offset; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || unit === 13) return at;
  }
  return text.length;
}

/** Offset behind the line break that follows `offset`, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : end < text.length ? 1 : 0);
}

/**
 * The edit that takes the lines of `span` out of the text. The last line of a text goes with the line break
 * before it.
 */
export function removeLines(text: string, span: Span): TextEdit {
  const start = lineStart(text, span.start);
  const end = nextLine(text, span.end);
  const isFirst = text[start - 1] !== '\n' && text[start - 1] !== '\r';
  if (end > lineEnd(text, span.end) || isFirst) return { span: { start, end }, newText: '' };
  const before = text[start - 1] === '\n' && text[start - 2] === '\r' ? start - 2 : start - 1;
  return { span: { start: before, end }, newText: '' };
}

/** The blanks at the start of the line of `offset`. */
export function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return text.slice(start, end);
}
