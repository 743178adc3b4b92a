import { CLOSE_BRACE, OPEN_BRACE } from '../../text/codeUnits.ts';
import type { SyntaxCode } from '../tree.ts';
import { takeComment } from './comments.ts';
import type { BlockDraft } from './draft.ts';
import { append } from './lists.ts';
import { isLetter, isSpace, skipSpace, trimEnd } from './scan.ts';

const BANG = 33;
const PLUS = 43;
const LESS = 60;
const GREATER = 62;
const LETTER_I = 105;
const LETTER_R = 114;
const LONGEST_IMPORT = 300;
const QUESTION = 63;
const AT = 64;

/** Where a line stands: it decides what else the line could be. */
export type AsidePlace = 'above' | 'headers' | 'json' | 'text';

/**
 * Keeps what stands at a line and is not sent: a comment or a Markdown fence, a script, handler or assertion of
 * another tool, or a comment of HTML that came along from a page.
 *
 * @param first the first offset of the line that is no white space
 * @param end the end of the line
 * @param place `json` and `text` are inside a body; text may have such lines of its own
 * @returns the end of the last line that belongs to it, or undefined where the line is none of these
 */
export function takeAside(
  draft: BlockDraft,
  first: number,
  end: number,
  place: AsidePlace,
): number | undefined {
  if (takeComment(draft, first, end)) return end;
  switch (draft.source.text.charCodeAt(first)) {
    case LESS:
      return takeAngle(draft, first, end, place);
    case GREATER:
      return takeHandler(draft, first, end, place);
    case QUESTION:
      return takeAssertion(draft, first, end, place);
    case OPEN_BRACE:
      return place === 'text' ? undefined : takeBraces(draft, first, end);
    default:
      return place === 'above' ? takeImport(draft, first, end) : undefined;
  }
}

const IMPORT = /^(?:import|run)[ \t]+(?:#\S|\S+\.(?:http|rest)\b)/;

/** `import common.http`, `run #Request` and `run common.http` of JetBrains. */
function takeImport(draft: BlockDraft, first: number, end: number): number | undefined {
  const unit = draft.source.text.charCodeAt(first);
  if (unit !== LETTER_I && unit !== LETTER_R) return undefined;
  return IMPORT.test(draft.source.text.slice(first, Math.min(end, first + LONGEST_IMPORT)))
    ? take(draft, first, end, 'script-not-run')
    : undefined;
}

/** Whether `??` stands at an offset: an assertion of httpYac, and no part of a URL. */
export function startsAssertion(text: string, at: number): boolean {
  return text.charCodeAt(at) === QUESTION && text.charCodeAt(at + 1) === QUESTION;
}

/** `< {% … %}`, `< ./before.js` and `<> answer.json` of JetBrains, and `<!-- … -->` of a page. */
function takeAngle(draft: BlockDraft, first: number, end: number, place: AsidePlace): number | undefined {
  const { source } = draft;
  if (isScriptMark(draft, first + 1)) return takeUntil(draft, first, source.nextScriptEnd(first), 2);
  const isAnswer = source.text.charCodeAt(first + 1) === GREATER;
  const script = isAnswer ? first + 2 : place === 'above' ? first + 1 : end;
  const path = skipSpace(source.text, script, end);
  if (path > script && path < end && place !== 'text') return take(draft, first, end, 'script-not-run');
  if (place === 'text' || !source.text.startsWith('<!--', first)) return undefined;
  const close = source.nextCommentEnd(first + 4);
  if (close + 3 > draft.end) return undefined;
  const last = source.lineEnd(close);
  if (skipSpace(source.text, close + 3, last) < last) return undefined;
  return take(draft, first, last, 'markdown-fence');
}

/** `> {% … %}`, `> ./handler.js`, `>> answer.json` and `>>! answer.json`. */
function takeHandler(draft: BlockDraft, first: number, end: number, place: AsidePlace): number | undefined {
  const { source } = draft;
  if (isScriptMark(draft, first + 1)) return takeUntil(draft, first, source.nextScriptEnd(first), 2);
  if (place === 'text') return undefined;
  let mark = first + 1;
  if (source.text.charCodeAt(mark) === GREATER) mark++;
  if (mark > first + 1 && source.text.charCodeAt(mark) === BANG) mark++;
  const path = skipSpace(source.text, mark, end);
  return path > mark && path < end ? take(draft, first, end, 'script-not-run') : undefined;
}

function takeAssertion(draft: BlockDraft, first: number, end: number, place: AsidePlace): number | undefined {
  if (place === 'text' || !startsAssertion(draft.source.text, first)) return undefined;
  return take(draft, first, end, 'script-not-run');
}

/** A script of httpYac: `{{`, `{{+` or `{{response` alone on its line, up to a line of `}}`. */
function takeBraces(draft: BlockDraft, first: number, end: number): number | undefined {
  const { source } = draft;
  const { text } = source;
  if (draft.scriptsEnded || text.charCodeAt(first + 1) !== OPEN_BRACE) return undefined;
  let at = first + 2;
  if (text.charCodeAt(at) === PLUS || text.charCodeAt(at) === AT) at++;
  while (at < end && isLetter(text.charCodeAt(at))) at++;
  if (skipSpace(text, at, end) < end) return undefined;
  for (let line = source.nextLine(end); line < draft.end; ) {
    const lineEnd = source.lineEnd(line);
    const start = skipSpace(text, line, lineEnd);
    const closes = text.charCodeAt(start) === CLOSE_BRACE && text.charCodeAt(start + 1) === CLOSE_BRACE;
    if (closes && trimEnd(text, start, lineEnd) === start + 2) {
      return take(draft, first, lineEnd, 'script-not-run');
    }
    line = source.nextLine(lineEnd);
  }
  draft.scriptsEnded = true;
  return undefined;
}

/** Whether `{%` stands behind the sign of a script. */
function isScriptMark({ source: { text }, end }: BlockDraft, from: number): boolean {
  let at = from;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return text.charCodeAt(at) === OPEN_BRACE && text.charCodeAt(at + 1) === 37;
}

/** Takes a script up to its end; one without an end reaches to the end of the block. */
function takeUntil(draft: BlockDraft, first: number, close: number, length: number): number {
  const { source } = draft;
  const last = close + length > draft.end ? trimEnd(source.text, first, draft.end) : close + length;
  return take(draft, first, endOfLine(draft, last), 'script-not-run');
}

/** The end of a line inside the block. */
function endOfLine({ source, end }: BlockDraft, at: number): number {
  return Math.min(source.lineEnd(at), end);
}

/** Keeps each line of a stretch as a comment, and reports it; what follows a reported one directly belongs to it. */
function take(draft: BlockDraft, first: number, end: number, code: SyntaxCode): number {
  const { source } = draft;
  const { text } = source;
  let last = first;
  for (let line = first; line < end; ) {
    const lineEnd = endOfLine(draft, line);
    const start = skipSpace(text, line, lineEnd);
    if (start < lineEnd) {
      last = trimEnd(text, start, lineEnd);
      draft.comments = append(draft.comments, draft.span(start, last));
    }
    line = source.nextLine(lineEnd);
  }
  const before = draft.lastProblem();
  const start = before?.code === code ? draft.base + before.span.end : first;
  if (before?.code === code && text.slice(start, first).trim() === '') draft.extendLast(last);
  else draft.report(code, first, last);
  return end;
}
