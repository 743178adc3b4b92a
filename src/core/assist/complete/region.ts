import { IGNORE_MARK } from '../../check/ignore.ts';
import type { Block, RequestBlock } from '../../request/tree.ts';
import type { Span } from '../../text/span.ts';

/**
 * Where in a block the cursor is, for completion. Spans are relative to the block and cover what a
 * proposal replaces.
 */
export type Region =
  /** Between `{{` and `}}`; `span` is the expression, `closed` whether `}}` follows. */
  | { readonly kind: 'reference'; readonly span: Span; readonly closed: boolean }
  /** Behind `# @`. */
  | { readonly kind: 'metadata'; readonly span: Span }
  /** Behind `# @prompt `: the variable that is about to be named. */
  | { readonly kind: 'prompt'; readonly span: Span }
  /** Behind `# graph-http-ignore `, or in that word; `span` is the word or code that was begun. */
  | { readonly kind: 'ignore'; readonly span: Span; readonly code: boolean }
  /** Behind the `@` of a file variable that is about to be named. */
  | { readonly kind: 'variable'; readonly span: Span; readonly hasValue: boolean }
  /** Where a request line may begin; `span` is the word that was begun. */
  | { readonly kind: 'request'; readonly span: Span }
  /** Behind a method; `span` is the URL so far and whatever of it follows the cursor. */
  | { readonly kind: 'url'; readonly span: Span }
  /** `bodyMayBegin`: the line is blank, and only blank lines follow in the block. */
  | {
      readonly kind: 'headerName';
      readonly span: Span;
      readonly hasValue: boolean;
      readonly bodyMayBegin: boolean;
    }
  | { readonly kind: 'headerValue'; readonly name: string; readonly span: Span }
  /** In the body, or where it would begin; `start` is the body's first offset. */
  | { readonly kind: 'body'; readonly start: number; readonly empty: boolean }
  | { readonly kind: 'none' };

/** Finds out where the cursor is. `offset` is relative to the block. */
export function regionAt(block: Block, offset: number): Region {
  const { text } = block;
  const lineStart = offset > 0 ? text.lastIndexOf('\n', offset - 1) + 1 : 0;
  const before = text.slice(lineStart, offset);
  const after = restOfLine(text, offset);
  const reference = referenceRegion(before, after, offset);
  if (reference) return reference;
  if (block.kind === 'request') return requestRegion(block, offset, lineStart, before, after);
  return block.kind === 'empty' ? openRegion(offset, lineStart, before, after) : { kind: 'none' };
}

function referenceRegion(before: string, after: string, offset: number): Region | undefined {
  const open = before.lastIndexOf('{{');
  if (open < 0 || before.indexOf('}}', open) >= 0) return undefined;
  const typed = before.slice(open + 2).trimStart();
  const rest = /^[^{}\s"]*/.exec(after)?.[0] ?? '';
  return {
    kind: 'reference',
    span: { start: offset - typed.length, end: offset + rest.length },
    closed: /^\s*\}\}/.test(after.slice(rest.length)),
  };
}

function requestRegion(
  block: RequestBlock,
  offset: number,
  lineStart: number,
  before: string,
  after: string,
): Region {
  const { requestLine, body } = block;
  if (offset < requestLine.start) return openRegion(offset, lineStart, before, after);
  if (offset <= requestLine.end || lineStart <= requestLine.start) {
    return requestLineRegion(block, offset, before, after);
  }
  if (isComment(before)) return commentRegion(before, offset);
  if (body && offset >= body.start) return { kind: 'body', start: body.start, empty: false };
  const gap = /\n[ \t]*\r?\n/.test(block.text.slice(requestLine.end, lineStart));
  if (gap && before.trim() === '') {
    return body ? { kind: 'none' } : { kind: 'body', start: offset, empty: true };
  }
  return headerRegion(block, before, after, offset);
}

function isComment(before: string): boolean {
  return /^\s*(?:#|\/\/)/.test(before);
}

/** The line before the cursor as metadata or as what silences a problem. */
function commentRegion(before: string, offset: number): Region {
  const metadata = /^\s*(?:#|\/\/)\s*@([\w-]*)$/.exec(before);
  if (metadata)
    return { kind: 'metadata', span: { start: offset - (metadata[1]?.length ?? 0), end: offset } };
  const prompt = /^\s*(?:#|\/\/)\s*@prompt\s+([\w.-]*)$/.exec(before);
  if (prompt) return { kind: 'prompt', span: { start: offset - (prompt[1]?.length ?? 0), end: offset } };
  const code = /^\s*(?:#|\/\/)\s*graph-http-ignore(?:\s+[\w-]+,?)*\s+([\w-]*)$/.exec(before);
  if (code)
    return { kind: 'ignore', span: { start: offset - (code[1]?.length ?? 0), end: offset }, code: true };
  const word = /^\s*(?:#|\/\/)\s*([\w-]+)$/.exec(before)?.[1];
  if (word === undefined || !IGNORE_MARK.startsWith(word)) return { kind: 'none' };
  return { kind: 'ignore', span: { start: offset - word.length, end: offset }, code: false };
}

function requestLineRegion(block: RequestBlock, offset: number, before: string, after: string): Region {
  const { method, url } = block.requestLine;
  if (method && offset <= method.end) {
    return { kind: 'request', span: { start: method.start, end: offset } };
  }
  if (!method && /^\s*[A-Za-z]*$/.test(before) && after.trim() === '') {
    return { kind: 'request', span: { start: block.requestLine.start, end: offset } };
  }
  const inside = offset >= url.start && offset <= url.end;
  if (url.text !== '' && offset > url.end) {
    const isQuery = url.text.includes('?') && block.text.slice(url.end, offset).trim() === '';
    return isQuery && !block.requestLine.httpVersion
      ? { kind: 'url', span: { start: url.start, end: offset } }
      : { kind: 'none' };
  }
  return { kind: 'url', span: inside ? { start: url.start, end: url.end } : { start: offset, end: offset } };
}

function headerRegion(block: RequestBlock, before: string, after: string, offset: number): Region {
  const colon = before.indexOf(':');
  const typed = before.slice(colon + 1).trimStart();
  if (colon < 0) {
    const rest = /^[^:\s]*/.exec(after)?.[0] ?? '';
    const blank = typed === '' && after.trim() === '' && block.body === undefined;
    return {
      kind: 'headerName',
      span: { start: offset - typed.length, end: offset + rest.length },
      hasValue: after.slice(rest.length).trimStart().startsWith(':'),
      bodyMayBegin: blank && block.text.slice(offset).trim() === '',
    };
  }
  return {
    kind: 'headerValue',
    name: before.slice(0, colon).trim(),
    span: { start: offset - typed.length, end: offset + after.trimEnd().length },
  };
}

/** Above a request line: metadata, a file variable, or the beginning of a request. */
function openRegion(offset: number, lineStart: number, before: string, after: string): Region {
  if (isComment(before)) return commentRegion(before, offset);
  const variable = /^\s*@([^\s=]*)$/.exec(before);
  if (variable) {
    const rest = /^[^\s=]*/.exec(after)?.[0] ?? '';
    const span = { start: offset - (variable[1]?.length ?? 0), end: offset + rest.length };
    return { kind: 'variable', span, hasValue: after.slice(rest.length).trim() !== '' };
  }
  const word = /^\s*([A-Za-z]*)$/.exec(before);
  if (!word || after.trim() !== '') return { kind: 'none' };
  return {
    kind: 'request',
    span: { start: lineStart + before.length - (word[1]?.length ?? 0), end: offset },
  };
}

function restOfLine(text: string, offset: number): string {
  const end = text.slice(offset).search(/[\r\n]/);
  return end < 0 ? text.slice(offset) : text.slice(offset, offset + end);
}
