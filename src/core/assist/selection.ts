import type { Node } from 'jsonc-parser';
import type { Block, Header, RequestBlock } from '../request/tree.ts';
import { sourceSpan, splitUrl } from '../request/url.ts';
import { type Span, touches } from '../text/span.ts';
import { covers, maskedTree } from './bodyVisit.ts';

/**
 * The parts of a block around an offset, from the smallest to the block itself, each around the one before
 * it: word, string, value, property, object, body; segment, path, URL, request line; value, header, headers.
 */
export function selectionAt(block: Block, offset: number): readonly Span[] {
  const whole = { start: 0, end: block.text.length };
  const found = [...wordAt(block.text, offset), ...partsAt(block, offset), trimmed(block.text), whole];
  const around = found.filter((span) => touches(span, offset) && span.end > span.start);
  const result: Span[] = [];
  for (const span of around.sort((a, b) => a.end - a.start - (b.end - b.start))) {
    const last = result.at(-1);
    if (last && (span.start > last.start || span.end < last.end)) continue;
    if (last && span.start === last.start && span.end === last.end) continue;
    result.push({ start: span.start, end: span.end });
  }
  return result;
}

function trimmed(text: string): Span {
  return { start: text.length - text.trimStart().length, end: text.trimEnd().length };
}

const WORD = /[\p{L}\p{N}_]/u;

function wordAt(text: string, offset: number): readonly Span[] {
  let start = offset;
  let end = offset;
  while (start > 0 && WORD.test(text.charAt(start - 1))) start--;
  while (end < text.length && WORD.test(text.charAt(end))) end++;
  return end > start ? [{ start, end }] : [];
}

function partsAt(block: Block, offset: number): readonly Span[] {
  const parts: Span[] = [...block.comments, ...block.metadata.flatMap(({ value }) => value ?? [])];
  for (const { start, end, name, value } of block.variables) parts.push({ start, end }, name, value);
  for (const reference of block.references) {
    const inner = { start: reference.start + 2, end: reference.end - 2 };
    parts.push(reference, inner, reference.expression);
  }
  if (block.separator?.title) parts.push(block.separator, block.separator.title);
  if (block.kind === 'response') parts.push(block.statusLine);
  return block.kind === 'request' ? [...parts, ...requestParts(block, offset)] : parts;
}

function requestParts(block: RequestBlock, offset: number): readonly Span[] {
  const { requestLine, headers, body } = block;
  const end = body?.end ?? headers.at(-1)?.end ?? requestLine.end;
  const parts: Span[] = [{ start: requestLine.start, end }];
  if (touches(requestLine, offset)) return [...parts, requestLine, ...urlParts(block)];
  if (body && touches(body, offset))
    return [...parts, body, ...bodyParts(block, offset - body.start, body.start)];
  return [...parts, ...headerParts(headers)];
}

function headerParts(headers: readonly Header[]): readonly Span[] {
  const [first, last] = [headers[0], headers.at(-1)];
  if (!first || !last) return [];
  return [
    { start: first.start, end: last.end },
    ...headers.flatMap((header) => [header, header.name, header.value]),
  ];
}

/** Segments, the path, options, the query, and the URL. */
function urlParts({ requestLine: { url, method } }: RequestBlock): readonly Span[] {
  const { origin, version, path, segments, options, query } = splitUrl(url.text);
  const inText: Span[] = [path, ...segments];
  for (const span of [origin, version, query]) if (span) inText.push(span);
  if (version) inText.push({ start: version.start, end: path.end });
  for (const { name, value } of options) {
    inText.push(name, ...(value ? [value, { start: name.start, end: value.end }] : []));
  }
  return [url, ...(method ? [method] : []), ...inText.map((span) => sourceSpan(url, span))];
}

function bodyParts(block: RequestBlock, offset: number, base: number): readonly Span[] {
  const parts: Span[] = [];
  const add = (start: number, end: number) => parts.push({ start: base + start, end: base + end });
  for (let node: Node | undefined = maskedTree(block); node; ) {
    add(node.offset, node.offset + node.length);
    if (node.type === 'string' && node.length >= 2) add(node.offset + 1, node.offset + node.length - 1);
    const isContainer = node.type === 'object' || node.type === 'array';
    if (isContainer && node.length >= 2) add(...insideOf(block.body?.text ?? '', node));
    node = node.children?.find((child) => covers(child, offset));
  }
  return parts;
}

/** What stands between the brackets, without the white space at both ends. */
function insideOf(text: string, { offset, length }: Node): [number, number] {
  const inner = text.slice(offset + 1, offset + length - 1);
  const start = offset + 1 + (inner.length - inner.trimStart().length);
  return [start, Math.max(start, offset + 1 + inner.trimEnd().length)];
}
