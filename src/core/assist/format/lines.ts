import type { Block, RequestLine, Separator } from '../../request/tree.ts';
import { LineIndex } from '../../text/lines.ts';
import type { Span, TextEdit } from '../../text/span.ts';

/** What a line should look like around the things that stand on it. */
interface Line {
  /** Where its first thing starts; the white space before it goes, unless it means something. */
  readonly start: number;
  readonly keepIndent?: true;
  /** Where its last thing ends. */
  readonly end: number;
  /** Stretches between things, and what should stand there. */
  readonly gaps: readonly TextEdit[];
}

const BLANK = /^[ \t]*$/;

/** The edits of every line of a block but those of the body and those that are no good syntax. */
export function formatLines(block: Block): readonly TextEdit[] {
  const { text } = block;
  const lines = new LineIndex(text);
  const known = new Map(linesOf(block).map((line) => [lines.positionAt(line.start).line, line]));
  const end = understoodEnd(block);
  const body = block.kind === 'request' ? block.body : undefined;
  const edits: TextEdit[] = [];
  let blankBefore = false;
  for (let number = 0; number < lines.lineCount; number++) {
    const start = lines.offsetAt({ line: number, character: 0 });
    if (start >= end) break;
    if (body && start >= body.start && start <= body.end) {
      blankBefore = false;
      continue;
    }
    const next =
      number + 1 < lines.lineCount ? lines.offsetAt({ line: number + 1, character: 0 }) : text.length;
    const whole = { start, end: start + text.slice(start, next).replace(/[\r\n]+$/, '').length };
    const line = known.get(number);
    if (line) edits.push(...lineEdits(text, whole, line));
    else if (BLANK.test(text.slice(whole.start, whole.end))) {
      const gone = blankBefore ? { start, end: next } : whole;
      if (gone.end > gone.start) edits.push({ span: gone, newText: '' });
      blankBefore = true;
      continue;
    }
    blankBefore = false;
  }
  return edits;
}

/** Where the part of a block ends that was read as what it is; behind it nothing is touched. */
function understoodEnd(block: Block): number {
  if (block.kind === 'response') return block.statusLine.start;
  const lost = block.problems.find(({ code }) => code === 'separator-missing');
  return lost ? lost.span.start : block.text.length;
}

function lineEdits(text: string, whole: Span, line: Line): readonly TextEdit[] {
  const wanted: TextEdit[] = [
    ...(line.keepIndent ? [] : [{ span: { start: whole.start, end: line.start }, newText: '' }]),
    ...line.gaps,
    { span: { start: line.end, end: whole.end }, newText: '' },
  ];
  return wanted.filter(({ span, newText }) => {
    const old = text.slice(span.start, span.end);
    return old !== newText && isGap(old);
  });
}

/** Whether a text is white space, with one sign between a name and a value at most. */
function isGap(text: string): boolean {
  let signs = 0;
  for (const unit of text) {
    if (unit === ':' || unit === '=') signs++;
    else if (unit !== ' ' && unit !== '\t') return false;
  }
  return signs <= 1;
}

function linesOf(block: Block): readonly Line[] {
  const lines: Line[] = block.comments.map(({ start, end }) => ({ start, end, keepIndent: true, gaps: [] }));
  if (block.separator) lines.push(separatorLine(block.text, block.separator));
  for (const { start, end, name, value } of block.variables) {
    lines.push({ start, end, gaps: [pair(name.end, value, end, ' =')] });
  }
  if (block.kind !== 'request') return lines;
  for (const { start, end, name, value } of block.headers) {
    lines.push({ start, end, gaps: [pair(name.end, value, end, ':')] });
  }
  return [...lines, ...requestLines(block.text, block.requestLine)];
}

/** The sign between a name and its value, with a space behind it where there is a value. */
function pair(nameEnd: number, value: Span, end: number, sign: string): TextEdit {
  const empty = value.end === value.start;
  return {
    span: { start: nameEnd, end: empty ? end : value.start },
    newText: empty ? sign : `${sign} `,
  };
}

function separatorLine(text: string, { start, title }: Separator): Line {
  let hashes = start;
  while (text[hashes] === '#') hashes++;
  if (!title) return { start, end: hashes, gaps: [] };
  return { start, end: title.end, gaps: [{ span: { start: hashes, end: title.start }, newText: ' ' }] };
}

/** The request line, and each line that continues its URL: these keep their indentation. */
function requestLines(text: string, { start, method, url, httpVersion }: RequestLine): readonly Line[] {
  const things: Span[] = [...(method ? [method] : []), ...url.pieces.map(({ span }) => span)];
  if (httpVersion) things.push(httpVersion);
  const lines: { start: number; end: number; gaps: TextEdit[] }[] = [];
  for (const thing of things.sort((a, b) => a.start - b.start)) {
    const last = lines.at(-1);
    if (last && !/[\r\n]/.test(text.slice(last.end, thing.start))) {
      last.gaps.push({ span: { start: last.end, end: thing.start }, newText: ' ' });
      last.end = thing.end;
    } else lines.push({ start: thing.start, end: thing.end, gaps: [] });
  }
  return lines.map((line) => (line.start === start ? line : { ...line, keepIndent: true }));
}
