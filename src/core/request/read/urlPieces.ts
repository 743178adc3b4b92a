import { OPEN_BRACE } from '../../text/codeUnits.ts';
import type { Token } from '../../text/span.ts';
import { collectReferences } from '../references.ts';
import type { Placeholder, RequestUrl, SyntaxCode, UrlPiece } from '../tree.ts';
import type { BlockDraft } from './draft.ts';
import { append, finished } from './lists.ts';
import { placeholderEnd } from './placeholders.ts';
import { isSpace, skipSpace, trimEnd } from './scan.ts';

const HASH = 35;
const SLASH = 47;

/** A URL while its lines are read; spans are relative to the block. */
export interface UrlDraft {
  pieces: UrlPiece[] | undefined;
  text: string;
  placeholders: Placeholder[] | undefined;
  /** Whether the pieces that are read have come to the query. */
  inQuery: boolean;
  httpVersion: Token | undefined;
}

/** A URL that is not there. */
export function emptyUrl(at: number): RequestUrl {
  return { start: at, end: at, text: '', pieces: finished(undefined), placeholders: finished(undefined) };
}

/** The URL of its pieces; an empty one at `at` where there are none. */
export function finishUrl({ pieces, text, placeholders }: UrlDraft, at: number): RequestUrl {
  const first = pieces?.[0];
  const last = pieces?.[pieces.length - 1];
  if (first === undefined || last === undefined) return emptyUrl(at);
  const { start } = first.span;
  const { end } = last.span;
  return { start, end, text, pieces: finished(pieces), placeholders: finished(placeholders) };
}

/** Reads the part of a URL that stands on one line, trimmed, and the HTTP version at its end. */
export function readUrlPiece(draft: BlockDraft, url: UrlDraft, start: number, lineEnd: number): void {
  const { source } = draft;
  const { text } = source;
  const wordStart = lastWord(text, start, lineEnd);
  let end = lineEnd;
  if (isHttpVersion(text, wordStart, lineEnd)) {
    url.httpVersion = draft.token(wordStart, lineEnd);
    end = trimEnd(text, start, wordStart);
  }
  if (end === start) return;
  const piece = text.slice(start, end);
  const query = url.inQuery ? -1 : queryStart(piece, start);
  url.inQuery = query <= end;
  url.pieces = append(url.pieces, { at: url.text.length, span: draft.span(start, end) });
  url.text = url.text === '' ? piece : url.text + piece;
  const brace = source.nextBrace(start);
  if (wordStart > start) readInside(draft, url, start, end, query);
  else readPlaceholders(draft, url, brace, end);
  if (brace < end) collectReferences(draft, brace, end, 'url');
}

/** Where the `?` of a piece stands; beyond its end where it has none. */
function queryStart(piece: string, start: number): number {
  const at = piece.indexOf('?');
  return start + (at < 0 ? piece.length + 1 : at);
}

/** Where the last of the words starts that white space separates. */
function lastWord(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && !isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Whether `HTTP/1.1` or its kind starts at `start`. */
export function isHttpVersion(text: string, start: number, end: number): boolean {
  if (text.charCodeAt(start + 4) !== SLASH || end - start < 6) return false;
  return /^http\/\d/i.test(text.slice(start, start + 6));
}

/**
 * Finds placeholders, and white space that is in no braces.
 *
 * @param query where the query starts
 */
function readInside(draft: BlockDraft, url: UrlDraft, start: number, end: number, query: number): void {
  const { source } = draft;
  let spaced: SyntaxCode | undefined;
  let at = start;
  while (at < end) {
    const unit = source.text.charCodeAt(at);
    if (unit === OPEN_BRACE) {
      at = readBraces(draft, url, at, end);
    } else if (isSpace(unit)) {
      const behind = skipSpace(source.text, at, end);
      if (startsComment(source.text, behind)) {
        draft.report('comment-trailing', behind, end);
        return;
      }
      const code = at > query ? 'query-space' : 'url-space';
      if (spaced !== code) draft.report(code, at, behind);
      spaced = code;
      at = behind;
    } else {
      at++;
    }
  }
}

/** Finds placeholders where there is no white space: from brace to brace. */
function readPlaceholders(draft: BlockDraft, url: UrlDraft, brace: number, end: number): void {
  let at = brace;
  while (at < end) at = draft.source.nextBrace(readBraces(draft, url, at, end));
}

/** Steps over a reference or a placeholder, keeping the latter; over one brace where it is neither. */
function readBraces(draft: BlockDraft, url: UrlDraft, at: number, end: number): number {
  const { source } = draft;
  if (source.text.charCodeAt(at + 1) === OPEN_BRACE && at + 1 < end) {
    return Math.min(source.nextClose(at + 2) + 2, end);
  }
  const close = placeholderEnd(source.text, at, end);
  if (close === undefined) return at + 1;
  const name = source.text.slice(at + 1, close - 1).trim();
  const span = draft.span(at, close);
  url.placeholders = append(url.placeholders, { start: span.start, end: span.end, name });
  return close;
}

function startsComment(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === HASH || (unit === SLASH && text.charCodeAt(at + 1) === SLASH);
}
