import type { Block } from '../../request/tree.ts';
import { type Span, type TextEdit, touches } from '../../text/span.ts';
import { formatJson } from './json.ts';
import { formatLines } from './lines.ts';

/** How an editor indents. */
export interface FormatOptions {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
}

/** CR alone, which editors do not keep: it would become half of another line break when lines between go. */
const OLD_LINE_BREAK = /\r(?!\n)/;

/**
 * The edits that bring a block into its usual form: `### title`, `@name = value`, single spaces in the request
 * line, `Name: value`, one blank line at most where lines are left out, and an indented JSON body. Only white
 * space changes, and only where that changes nothing of what is sent. Applied twice, it does nothing more.
 *
 * @returns in the order of the text, relative to the block, without overlap
 */
export function formatBlock(block: Block, options: FormatOptions): readonly TextEdit[] {
  if (OLD_LINE_BREAK.test(block.text)) return [];
  const json = block.kind === 'request' ? formatJson(block, options) : [];
  return [...formatLines(block), ...json].sort((a, b) => a.span.start - b.span.start);
}

/** The edits of `formatBlock` that belong to a stretch of the block. */
export function formatRange(block: Block, range: Span, options: FormatOptions): readonly TextEdit[] {
  return formatBlock(block, options).filter(
    ({ span }) => touches(range, span.start) && touches(range, span.end),
  );
}

/**
 * The edits for what was just typed: behind a closing bracket, the value that it closes; behind a line break,
 * the line above, unless it is part of the body.
 *
 * @param offset behind what was typed, relative to the block
 */
export function formatTyped(
  block: Block,
  offset: number,
  typed: string,
  options: FormatOptions,
): readonly TextEdit[] {
  if (typed === '\n') {
    const end = block.text.lastIndexOf('\n', offset - 1);
    const start = block.text.lastIndexOf('\n', end - 1) + 1;
    const line = { start, end: block.text.charAt(end - 1) === '\r' ? end - 1 : end };
    return end < 0 ? [] : formatLines(block).filter(({ span }) => isInside(line, span));
  }
  if (block.kind !== 'request' || !block.body) return [];
  const opened = openerOf(block.text, block.body.start, offset);
  if (opened === undefined) return [];
  return formatJson(block, options).filter(({ span }) =>
    isInside({ start: opened + 1, end: offset - 1 }, span),
  );
}

function isInside(range: Span, span: Span): boolean {
  return range.start <= span.start && span.end <= range.end;
}

/** Where the value that ends with the closing bracket before `offset` begins; strings are passed over. */
function openerOf(text: string, start: number, offset: number): number | undefined {
  const open: number[] = [];
  let last: number | undefined;
  for (let at = start; at < offset; at++) {
    const unit = text[at];
    if (unit === '"') {
      at++;
      while (at < offset && text[at] !== '"' && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1;
    } else if (unit === '{' || unit === '[') open.push(at);
    else if (unit === '}' || unit === ']') {
      last = open.pop();
      if (at === offset - 1) return last;
    }
  }
  return undefined;
}
