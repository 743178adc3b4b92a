import { lineEnd, nextLine, removeLines } from '../../check/lines.ts';
import { parseFile } from '../../request/parse.ts';
import type { RequestBlock } from '../../request/tree.ts';
import { withoutIndent } from '../../text/indent.ts';
import { applyEdits, type TextEdit } from '../../text/span.ts';

/**
 * The requests and answers of a text that was copied from an API page or its Markdown: what stands in fenced
 * code blocks, or all of it without HTML comments. `Content-Length` and tokens are left out, a blank line that
 * is missing before a body is put in. Undefined where the text has no request, or needs no change.
 */
export function readPage(text: string): PageText | undefined {
  const plain = text.replace(/\r\n?/g, '\n');
  const fenced = fencedBlocks(plain);
  const blocks = (fenced.length > 0 ? fenced : [withoutComments(plain)]).map((part) =>
    withoutIndent(part).replace(LABELS, ''),
  );
  const parts = withBodies(blocks)
    .filter((part) => isHttp(part))
    .flatMap(requestsIn);
  if (!parts.some(isRequest)) return undefined;
  let dropped = false;
  const cleaned = withoutTemplates(parts).map((part) => {
    const { text: own, token } = cleanedBlock(part);
    dropped ||= token;
    return own;
  });
  const result = cleaned.join('\n\n###\n');
  return result === plain.trim() ? undefined : { text: result, token: dropped };
}

/** A request line that changes something, and nothing below it. */
const BARE = /^(?:POST|PUT|PATCH)[ \t]+\S[^\n]*$/i;

/** Blocks with the body of a request, where it stands in a block of its own below, joined to it. */
function withBodies(blocks: readonly string[]): readonly string[] {
  return blocks.map((block, index) => {
    const below = blocks[index + 1] ?? '';
    const hasLine = /^(?:POST|PUT|PATCH)\b/i.test(block) && isRequest(block);
    return hasLine && !/\n[ \t]*\n/.test(block) && /^[{[]/.test(below) ? `${block}\n\n${below}` : block;
  });
}

/** A block that lists request lines and nothing else, as a request each. */
function requestsIn(part: string): readonly string[] {
  const lines = part.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  return lines.length > 1 && lines.every((line) => LINE.test(line)) ? lines : [part];
}

/** Without the request lines that a page has above its examples, where one of those is there. */
function withoutTemplates(parts: readonly string[]): readonly string[] {
  const examples = parts.filter((part) => isRequest(part) && !BARE.test(part));
  return examples.length === 0 ? parts : parts.filter((part) => !BARE.test(part) || !isRequest(part));
}

/** What is to be pasted, and whether a token was left out of it. */
export interface PageText {
  readonly text: string;
  readonly token: boolean;
}

/** The contents of fenced code blocks (CommonMark 0.31, section 4.5), those without a closing line too. */
function fencedBlocks(text: string): readonly string[] {
  const blocks: string[] = [];
  let open: { readonly fence: string; readonly start: number } | undefined;
  for (let at = 0; at < text.length; at = nextLine(text, at)) {
    const line = text.slice(at, lineEnd(text, at));
    const fence = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined) continue;
    if (open === undefined) open = { fence, start: nextLine(text, at) };
    else if (fence.startsWith(open.fence) && line.trim() === fence) {
      blocks.push(text.slice(open.start, at));
      open = undefined;
    }
  }
  if (open !== undefined) blocks.push(text.slice(open.start));
  return blocks;
}

/** The text without HTML comments; one that is not closed stays. */
function withoutComments(text: string): string {
  let result = '';
  let at = 0;
  for (let start = text.indexOf('<!--'); start >= 0; start = text.indexOf('<!--', at)) {
    const end = text.indexOf('-->', start);
    if (end < 0) break;
    result += text.slice(at, start);
    at = end + 3;
  }
  return result + text.slice(at);
}

function isHttp(text: string): boolean {
  return isRequest(text) || /^HTTP\/\d/.test(text);
}

function isRequest(text: string): boolean {
  return REQUEST.test(text.slice(0, 4096));
}

/** A request line, with separators, comments and variables above it. */
const REQUEST =
  /^(?:(?:[#@/][^\n]*|[ \t]*)\n)*(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ \t]+(?:https?:\/\/|\/|\{\{)/;

/** A request line by itself. */
const LINE = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ \t]+(?:https?:\/\/|\/|\{\{)[^\n]*$/;

/** What stands above a block of code on a page, and is copied with it: its language and its buttons. */
const LABELS = /^(?:(?:HTTP|JSON|Copy|Copied|Try It)?[ \t]*\n)+(?=(?:GET|POST|PUT|PATCH|DELETE|HTTP\/)\b)/i;

const DROPPED = /^(?:content-length|authorization)$/i;

/** Requests without `Content-Length` and tokens, with a blank line before each body. */
export function cleanedBlock(text: string): PageText {
  // Every line has an end: to take the last one out takes the end of none before it.
  const ended = `${text}\n`;
  const { blocks, starts } = parseFile(ended);
  const edits: TextEdit[] = [];
  let token = false;
  for (const [index, block] of blocks.entries()) {
    if (block.kind !== 'request') continue;
    const start = starts[index] ?? 0;
    for (const { span, newText } of headEdits(block)) {
      edits.push({ span: { start: span.start + start, end: span.end + start }, newText });
    }
    token ||= block.headers.some(({ name }) => /^authorization$/i.test(name.text));
  }
  return { text: applyEdits(ended, edits).replace(/\n$/, ''), token };
}

function headEdits(block: RequestBlock): readonly TextEdit[] {
  const removed = block.headers.filter(({ name }) => DROPPED.test(name.text));
  const missing = block.problems.find(({ code }) => code === 'blank-line-missing');
  return [
    ...removed.map((header) => removeLines(block.text, header)),
    ...(missing ? [{ span: { start: missing.span.start, end: missing.span.start }, newText: '\n' }] : []),
  ];
}
