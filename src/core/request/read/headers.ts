import { OPEN_BRACE } from '../../text/codeUnits.ts';
import { collectReferences } from '../references.ts';
import { takeAside } from './asides.ts';
import { reportTrailingComment } from './comments.ts';
import type { BlockDraft } from './draft.ts';
import { append } from './lists.ts';
import { isLetter, isSpace, skipSpace, trimEnd } from './scan.ts';
import { startsRequest } from './separators.ts';
import { looksLikeVariable } from './variables.ts';

const COLON = 58;
const AT = 64;
const CONTENT_TYPE = 'content-type';

/** Names that a header below a blank line is recognised by, in lower case. */
const COMMON_HEADERS: ReadonlySet<string> = new Set([
  'accept',
  'accept-language',
  'authorization',
  'client-request-id',
  'consistencylevel',
  'content-length',
  CONTENT_TYPE,
  'host',
  'if-match',
  'if-none-match',
  'prefer',
  'user-agent',
]);

/** How the headers ended: at a blank line, at the first line of a body, or where no more of the request is. */
export interface HeadersRead {
  readonly next: number;
  readonly end: 'blank' | 'body' | 'request';
}

/** Reads header lines from `from` up to the first blank line, or what stands in its place. */
export function readHeaders(draft: BlockDraft, from: number): HeadersRead {
  const { source } = draft;
  const { text } = source;
  let at = from;
  while (at < draft.end) {
    const end = source.lineEnd(at);
    const first = skipSpace(text, at, end);
    const next = source.nextLine(end);
    if (first === end) return { next, end: 'blank' };
    const aside = takeAside(draft, first, end, 'headers');
    if (aside === undefined) {
      const last = trimEnd(text, first, end);
      if (startsRequest(text, first, last)) {
        draft.report('separator-missing', first, last);
        return { next: draft.end, end: 'request' };
      }
      if (startsBody(text, first, last)) {
        draft.report('blank-line-missing', first, last);
        return { next: at, end: 'body' };
      }
      readHeader(draft, first, last);
    }
    at = aside === undefined ? next : source.nextLine(aside);
  }
  return { next: at, end: 'blank' };
}

function readHeader(draft: BlockDraft, first: number, last: number): void {
  const { text } = draft.source;
  if (text.charCodeAt(first) === AT && looksLikeVariable(text, first, last)) {
    draft.report('variable-misplaced', first, last);
    return;
  }
  let colon = lettersEnd(text, first, last);
  let nameEnd = colon;
  if (colon === first || colon === last || text.charCodeAt(colon) !== COLON) {
    colon = headerColon(text, first, last);
    nameEnd = trimEnd(text, first, colon);
    if (colon === last) {
      draft.report('header-malformed', first, last);
      return;
    }
    if (nameEnd === first || !isHeaderName(text, first, nameEnd)) {
      draft.report('header-malformed', first, Math.max(nameEnd, first + 1));
    }
  }
  const valueStart = skipSpace(text, colon + 1, last);
  const name = draft.token(first, nameEnd);
  const value = draft.token(valueStart, last);
  draft.headers = append(draft.headers, { start: name.start, end: last - draft.base, name, value });
  if (name.text.length === CONTENT_TYPE.length && name.text.toLowerCase() === CONTENT_TYPE) {
    draft.plainBody = value.text !== '' && !value.text.toLowerCase().includes('json');
  }
  collectReferences(draft, first, last, 'header');
  reportTrailingComment(draft, valueStart, last);
}

/** The end of the letters and hyphens at `first`: most header names have nothing else. */
function lettersEnd(text: string, first: number, last: number): number {
  let at = first;
  while (at < last && (isLetter(text.charCodeAt(at)) || text.charCodeAt(at) === 45)) at++;
  return at;
}

/** The colon behind a header's name; one inside a reference does not count. `last` where there is none. */
function headerColon(text: string, first: number, last: number): number {
  let at = first;
  while (at < last) {
    const unit = text.charCodeAt(at);
    if (unit === COLON) return at;
    at =
      unit === OPEN_BRACE && text.charCodeAt(at + 1) === OPEN_BRACE
        ? behindReference(text, at, last)
        : at + 1;
  }
  return last;
}

/** The offset behind the `}}` that closes the reference at `open`; `last` where none does. */
function behindReference(text: string, open: number, last: number): number {
  for (let at = open + 2; at + 1 < last; at++) {
    if (text.charCodeAt(at) === 125 && text.charCodeAt(at + 1) === 125) return at + 2;
  }
  return last;
}

/** Whether a stretch is a header name (RFC 9110, section 5.1: a token); references may stand in it. */
function isHeaderName(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (isLetter(unit) || unit === 45) continue;
    if (unit === OPEN_BRACE && text.charCodeAt(at + 1) === OPEN_BRACE)
      at = behindReference(text, at, end) - 1;
    else if (!isTokenUnit(unit)) return false;
  }
  return true;
}

/** Digits and the punctuation of a token, RFC 9110 section 5.6.2. */
function isTokenUnit(unit: number): boolean {
  return unit < 128 && unit > 32 && /[\w!#$%&'*+.^`|~-]/.test(String.fromCharCode(unit));
}

/**
 * Whether a line among the headers can only be the first of a body: it starts like JSON or XML, or it is
 * nothing but a reference.
 */
export function startsBody(text: string, first: number, last: number): boolean {
  switch (text.charCodeAt(first)) {
    case 34: // "
    case 60: // <
    case 91: // [
    case 93: // ]
    case 125: // }
      return true;
    case OPEN_BRACE:
      return text.charCodeAt(first + 1) !== OPEN_BRACE || headerColon(text, first, last) === last;
    default:
      return false;
  }
}

/** Whether a line below the blank line is a header all the same: `Content-Type: …` and its kind. */
export function looksLikeHeader(text: string, first: number, end: number): boolean {
  const at = lettersEnd(text, first, end);
  if (at >= end || text.charCodeAt(at) !== COLON) return false;
  if (at + 1 < end && !isSpace(text.charCodeAt(at + 1))) return false;
  return COMMON_HEADERS.has(text.slice(first, at).toLowerCase());
}
