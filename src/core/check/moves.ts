import type { Block, RequestBlock } from '../request/tree.ts';
import type { Span } from '../text/span.ts';
import { indentAt, lineBreakOf, lineEnd, lineStart, removeLines } from './lines.ts';
import type { Fix } from './problem.ts';
import { at, fix, fixAll } from './report.ts';

/** A fix that puts a line before the line of `span`; an empty one where `line` is `''`. */
export function newLineBefore(title: string, text: string, span: Span, line: string): readonly Fix[] {
  return fix(title, at(lineStart(text, span.start)), `${line}${lineBreakOf(text)}`);
}

/** A fix that takes the lines of `span` out. */
export function removeLine(title: string, text: string, span: Span): readonly Fix[] {
  return fixAll(title, [removeLines(text, span)]);
}

/** A fix that takes out the blank lines between headers below them and the headers or request line above. */
export function closeGap(block: Block): readonly Fix[] | undefined {
  if (block.kind !== 'request') return undefined;
  const span = gapOf(block);
  if (span === undefined) return undefined;
  return fix('Remove the blank line above the headers', span, lineBreakOf(block.text));
}

const gaps = new WeakMap<RequestBlock, Span | undefined>();

/** What stands above the first header that is below blank lines; looked for once, however many there are. */
function gapOf(block: RequestBlock): Span | undefined {
  if (gaps.has(block)) return gaps.get(block);
  const first = block.problems.find(({ code }) => code === 'header-misplaced')?.span.start ?? 0;
  const above = block.headers.findLast(({ end }) => end < first) ?? block.requestLine;
  const isGap = above.end < first && block.text.slice(above.end, first).trim() === '';
  const gap = isGap ? { start: above.end, end: first } : undefined;
  gaps.set(block, gap);
  return gap;
}

/** A fix that moves a variable from below the request line to above it. */
export function moveAboveRequest(block: Block, span: Span): readonly Fix[] | undefined {
  if (block.kind !== 'request' || block.requestLine.start >= span.start) return undefined;
  const variable = block.text.slice(span.start, span.end).trim();
  const above = lineStart(block.text, block.requestLine.start);
  return fixAll('Move it above the request', [
    { span: at(above), newText: `${variable}${lineBreakOf(block.text)}` },
    removeLines(block.text, span),
  ]);
}

/** Fixes for a comment behind something: to a line of its own, or away. */
export function moveCommentUp(text: string, span: Span): readonly Fix[] {
  let start = span.start;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  const line = lineStart(text, span.start);
  const comment = text.slice(span.start, span.end).trim();
  const up = [
    { span: at(line), newText: `${indentAt(text, line)}${comment}${lineBreakOf(text)}` },
    { span: { start, end: span.end }, newText: '' },
  ];
  const away = fix('Remove the comment', { start, end: span.end }, '', false);
  return [...fixAll('Move the comment to a line of its own', up), ...away];
}

/** A fix that makes a separator of the line above, where that is nearly one: `## Next`, or `###` indented. */
export function almostSeparator(block: Block, span: Span): readonly Fix[] | undefined {
  const { text } = block;
  const above = block.comments.findLast(({ end }) => end <= span.start);
  if (above === undefined || text.slice(above.end, lineStart(text, span.start)).trim() !== '')
    return undefined;
  const marks = /^#{2,}/.exec(text.slice(above.start, above.end))?.[0];
  if (marks === undefined) return undefined;
  const line = { start: lineStart(text, above.start), end: above.start + marks.length };
  return fix('Start the line above with ###', line, '###');
}

/** Fixes for white space in the path of a URL, where it slipped in. */
export function spaceFixes({ text }: Block, span: Span): readonly Fix[] {
  // Between two words a blank is a part of a name; beside a mark it slipped in.
  const isInName =
    /[\p{L}\p{N}]/u.test(text[span.start - 1] ?? '') && /[\p{L}\p{N}]/u.test(text[span.end] ?? '');
  const removal = fix('Remove it', span, '', !isInName);
  const encoded = fix('Write it as %20', span, '%20', isInName);
  return isInName ? [...encoded, ...removal] : [...removal, ...encoded];
}

/** The fix for white space in a query, where every blank of the line is meant. */
export function querySpaceFixes(block: Block, span: Span): readonly Fix[] {
  const { text } = block;
  const url = block.kind === 'request' ? block.requestLine.url.end : text.length;
  const end = Math.min(lineEnd(text, span.start), url);
  const edits = [...text.slice(span.start, end).matchAll(/\{\{[^{}]*\}\}|\s+/g)].flatMap((found) => {
    const [blank] = found;
    const start = span.start + found.index;
    if (blank.startsWith('{{')) return [];
    return [{ span: { start, end: start + blank.length }, newText: '%20'.repeat(blank.length) }];
  });
  return fixAll('Write the blanks as %20', edits);
}
