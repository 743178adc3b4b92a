import { BYTE_ORDER_MARK } from '../../text/codeUnits.ts';
import type { BlockDraft } from './draft.ts';
import { skipSpace, trimEnd } from './scan.ts';
import { isHttpVersion } from './urlPieces.ts';

const HASH = 35;

const REQUEST = /^(?:GET|POST|PATCH|PUT|DELETE)[ \t]+(?:https?:\/\/|\/|\{\{)/;
/** Longer than anything that `REQUEST` has to look at, white space aside. */
const REQUEST_HEAD = 64;

/** The end of the row of `#` at `start`: a separator has three or more. */
function hashesEnd(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) === HASH) at++;
  return at;
}

/** Keeps the separator that the block starts with. */
export function takeSeparator(draft: BlockDraft, start: number, end: number): void {
  const { text } = draft.source;
  const titleStart = skipSpace(text, hashesEnd(text, start, end), end);
  const titleEnd = trimEnd(text, titleStart, end);
  const span = draft.span(start, end);
  draft.separator =
    titleStart < titleEnd
      ? { start: span.start, end: span.end, title: draft.token(titleStart, titleEnd) }
      : span;
}

/**
 * Whether a line inside a request can only be the start of another one, or of its answer: somebody forgot the
 * separator. Only the upper-case methods of Microsoft Graph in front of a URL, and status lines, count.
 */
export function startsRequest(text: string, first: number, last: number): boolean {
  switch (text.charCodeAt(first)) {
    case 68: // D
    case 71: // G
    case 80: // P
      return REQUEST.test(text.slice(first, Math.min(last, first + REQUEST_HEAD)));
    case 72: // H
      return isHttpVersion(text, first, last);
    default:
      return false;
  }
}

/** The offsets at which blocks start: 0, and every line that starts with `###`. */
export function blockStarts(text: string): number[] {
  const starts = [0];
  let at = text.indexOf('###');
  while (at >= 0) {
    if (at > 0 && isLineStart(text, at)) starts.push(at);
    at = text.indexOf('###', hashesEnd(text, at, text.length));
  }
  return starts;
}

function isLineStart(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (before === 10 || before === 13) return true;
  return at === 1 && before === BYTE_ORDER_MARK;
}
