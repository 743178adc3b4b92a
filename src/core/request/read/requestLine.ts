import { OPEN_BRACE } from '../../text/codeUnits.ts';
import type { Token } from '../../text/span.ts';
import type { RequestLine } from '../tree.ts';
import { startsAssertion } from './asides.ts';
import { commentKind, takeComment } from './comments.ts';
import type { BlockDraft } from './draft.ts';
import type { Open } from './lists.ts';
import { isLetter, isSpace, skipSpace, trimEnd } from './scan.ts';
import { emptyUrl, finishUrl, readUrlPiece, type UrlDraft } from './urlPieces.ts';

/** Methods of Microsoft Graph, as they are written. */
const GRAPH_METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']);

const SLASH = 47;
const QUESTION = 63;
const AMPERSAND = 38;

/** A request line, and the offset of the line behind it. */
export interface RequestLineRead {
  readonly requestLine: RequestLine;
  readonly next: number;
}

/**
 * Reads a request line with its continuation lines.
 *
 * @param first the first offset of the line that is no white space
 * @param end the end of the line
 */
export function readRequestLine(draft: BlockDraft, first: number, end: number): RequestLineRead {
  const { text } = draft.source;
  const last = trimEnd(text, first, end);
  const methodEnd = wordOfLetters(text, first, last);
  if (methodEnd === first && !canStartUrl(text, first)) {
    draft.report('request-line-malformed', first, last);
    const span = draft.span(first, last);
    const requestLine = { start: span.start, end: span.end, url: emptyUrl(span.end) };
    return { requestLine, next: draft.source.nextLine(end) };
  }
  const method = methodEnd === first ? undefined : draft.token(first, methodEnd);
  if (method !== undefined) reportMethod(draft, method.text, first, methodEnd);
  const url: UrlDraft = {
    pieces: undefined,
    text: '',
    placeholders: undefined,
    inQuery: false,
    httpVersion: undefined,
  };
  readUrlPiece(draft, url, skipSpace(text, methodEnd, last), last);
  const { next, spanEnd } = readContinuation(draft, url, end, last);
  if (url.text === '') draft.report('url-missing', first, last);
  else if (method === undefined) draft.report('method-missing', first, last);
  return { requestLine: makeLine(first - draft.base, spanEnd - draft.base, method, url), next };
}

/** Reports a line that starts a body where a request line is due; the request line is empty then. */
export function missingRequestLine(draft: BlockDraft, first: number, end: number): RequestLine {
  draft.report('request-line-malformed', first, trimEnd(draft.source.text, first, end));
  const at = first - draft.base;
  return { start: at, end: at, url: emptyUrl(at) };
}

function makeLine(start: number, end: number, method: Token | undefined, draft: UrlDraft): RequestLine {
  const url = finishUrl(draft, end);
  const { httpVersion } = draft;
  const line: Open<RequestLine> = method === undefined ? { start, end, url } : { start, end, method, url };
  if (httpVersion !== undefined) line.httpVersion = httpVersion;
  return line;
}

/** The end of the first word, where it is made of letters only and so can be a method; else `first`. */
function wordOfLetters(text: string, first: number, last: number): number {
  let at = first;
  while (at < last && isLetter(text.charCodeAt(at))) at++;
  return at === last || isSpace(text.charCodeAt(at)) ? at : first;
}

function reportMethod(draft: BlockDraft, method: string, start: number, end: number): void {
  if (GRAPH_METHODS.has(method)) return;
  const known = GRAPH_METHODS.has(method.toUpperCase());
  draft.report(known ? 'method-lower-case' : 'method-unknown', start, end);
}

/** Letters, digits, `/`, `%`, a reference, a placeholder, or anything outside ASCII. */
function canStartUrl(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (isLetter(unit) || unit === SLASH || unit === 37 || unit >= 128) return true;
  if (unit >= 48 && unit <= 57) return true;
  return unit === OPEN_BRACE && (text.charCodeAt(at + 1) === OPEN_BRACE || isLetter(text.charCodeAt(at + 1)));
}

/**
 * Reads lines that start with `?` or `&`, and indented ones that start with
 * `/`, directly behind the request line; comments may stand between.
 */
function readContinuation(
  draft: BlockDraft,
  url: UrlDraft,
  lineEnd: number,
  last: number,
): { readonly next: number; readonly spanEnd: number } {
  const { source } = draft;
  const { text } = source;
  let next = source.nextLine(lineEnd);
  let spanEnd = last;
  let comments: { readonly first: number; readonly end: number }[] = [];
  for (let at = next; at < draft.end; ) {
    const lineStart = at;
    const end = source.lineEnd(at);
    const first = skipSpace(text, at, end);
    at = source.nextLine(end);
    if (commentKind(text, first, end) !== undefined) {
      comments.push({ first, end });
      continue;
    }
    const unit = first < end ? text.charCodeAt(first) : 0;
    const isQuery = unit === QUESTION || unit === AMPERSAND;
    const isPath = unit === SLASH && first > lineStart && !url.inQuery;
    if ((!isQuery && !isPath) || startsAssertion(text, first)) break;
    if (isPath) draft.report('url-continued', first, trimEnd(text, first, end));
    for (const comment of comments) takeComment(draft, comment.first, comment.end);
    comments = [];
    spanEnd = trimEnd(text, first, end);
    readUrlPiece(draft, url, first, spanEnd);
    next = at;
  }
  return { next, spanEnd };
}
