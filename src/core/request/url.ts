import type { Span, Token } from '../text/span.ts';
import { Source } from './read/scan.ts';
import type { RequestUrl } from './tree.ts';

/** A URL cut into its parts. Spans are relative to the text that was cut; references are left as they are. */
export interface UrlParts {
  /** `https://graph.microsoft.com`, a host without a scheme, or the reference that the URL starts with. */
  readonly origin?: Token;
  /** Host and port, without user information; absent where the origin is a reference, or there is none. */
  readonly host?: Token;
  /** `v1.0`, `beta`, or what looks like a version, where it is the first segment. */
  readonly version?: Token;
  /** What stands behind the version and before the query; starts with `/` unless it is empty. */
  readonly path: Token;
  /** The segments of `path` that are not empty, as written. */
  readonly segments: readonly Token[];
  /** Behind the `?`, without it. */
  readonly query?: Token;
  /** The query, cut at `&`; a part without `=` has no value. */
  readonly options: readonly QueryOption[];
  /** Behind the `#`, without it. */
  readonly fragment?: Token;
}

/** `$select=id` in a query. */
export interface QueryOption {
  readonly name: Token;
  readonly value?: Token;
}

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
const BARE_HOST = /^(?:[\w-]+(?:\.[\w-]+)+(?::\d+)?|[\w-]+:\d+)$/;
const VERSION = /^(?:beta|v?\d+(?:\.\d+)?)$/i;

const AMPERSAND = 38;
const SLASH = 47;
const BACKSLASH = 92;
const EQUALS = 61;

/**
 * Cuts a URL, as it is written or resolved. Nothing is decoded, nothing refused: text that is no URL comes
 * back as a path.
 *
 * @param text `RequestUrl.text`, or any other URL
 */
export function splitUrl(text: string): UrlParts {
  const source = new Source(text);
  const hash = find(source, 0, text.length, (unit) => unit === 35);
  const question = find(source, 0, hash, (unit) => unit === 63);
  const { origin, host } = readOrigin(source, question);
  const pathStart = origin?.end ?? 0;
  const { version, segments } = readSegments(source, pathStart, question);
  const path = token(text, version?.end ?? pathStart, question);
  const query = question < hash ? token(text, question + 1, hash) : undefined;
  const fragment = hash < text.length ? token(text, hash + 1, text.length) : undefined;
  return {
    ...(origin && { origin }),
    ...(host && { host }),
    ...(version && { version }),
    path,
    segments,
    ...(query && { query }),
    options: query === undefined ? [] : readOptions(source, query),
    ...(fragment && { fragment }),
  };
}

/**
 * Where a stretch of a URL's text stands in the block.
 *
 * @param span relative to `url.text`
 * @returns relative to the block; it may cover the line breaks between continuation lines
 */
export function sourceSpan(url: RequestUrl, span: Span): Span {
  const start = sourceOffset(url, span.start, false);
  return { start, end: span.end > span.start ? sourceOffset(url, span.end, true) : start };
}

/** An offset between two pieces is the end of the first (`before`) or the start of the second. */
function sourceOffset(url: RequestUrl, offset: number, before: boolean): number {
  let low = 0;
  let high = url.pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const at = url.pieces[middle]?.at ?? 0;
    if (before ? at < offset : at <= offset) low = middle;
    else high = middle - 1;
  }
  const piece = url.pieces[low];
  if (piece === undefined) return url.start;
  return Math.min(piece.span.start + (offset - piece.at), piece.span.end);
}

function token(text: string, start: number, end: number): Token {
  return { start, end, text: text.slice(start, end) };
}

/** The first offset whose code unit is wanted, outside `{{…}}`; `end` where there is none. */
function find(source: Source, start: number, end: number, wanted: (unit: number) => boolean): number {
  let at = start;
  while (at < end) {
    if (source.nextOpen(at) === at) {
      at = behindReference(source, at, end);
    } else {
      if (wanted(source.text.charCodeAt(at))) return at;
      at++;
    }
  }
  return end;
}

/** The offset behind the reference at `at`; behind its braces where nothing closes it. */
function behindReference(source: Source, at: number, end: number): number {
  const close = source.nextClose(at + 2);
  return close + 2 > end ? Math.min(at + 2, end) : close + 2;
}

function readOrigin(source: Source, end: number): { origin?: Token; host?: Token } {
  const { text } = source;
  const scheme = SCHEME.exec(text.slice(0, Math.min(end, 64)));
  if (scheme !== null) {
    const start = scheme[0].length;
    const last = find(source, start, end, isSlash);
    return { origin: token(text, 0, last), host: hostOf(text, start, last) };
  }
  if (text.startsWith('{{')) {
    const close = behindReference(source, 0, end);
    return close > 2 ? { origin: token(text, 0, close) } : {};
  }
  const first = token(text, 0, find(source, 0, end, isSlash));
  if (VERSION.test(first.text) || !BARE_HOST.test(first.text)) return {};
  return { origin: first, host: first };
}

function hostOf(text: string, start: number, end: number): Token {
  const at = text.lastIndexOf('@', end - 1);
  return token(text, at >= start ? at + 1 : start, end);
}

function isSlash(unit: number): boolean {
  return unit === SLASH || unit === BACKSLASH;
}

function readSegments(
  source: Source,
  start: number,
  end: number,
): { readonly version?: Token; readonly segments: readonly Token[] } {
  const { text } = source;
  const segments: Token[] = [];
  for (let at = start; at < end; ) {
    const close = find(source, at, end, (unit) => unit === SLASH);
    if (close > at) segments.push(token(text, at, close));
    at = close + 1;
  }
  const [first] = segments;
  if (first === undefined || !VERSION.test(first.text)) return { segments };
  return { version: first, segments: segments.slice(1) };
}

function readOptions(source: Source, query: Token): QueryOption[] {
  const { text } = source;
  const options: QueryOption[] = [];
  for (let at = query.start; at < query.end; ) {
    const end = find(source, at, query.end, (unit) => unit === AMPERSAND);
    const equals = find(source, at, end, (unit) => unit === EQUALS);
    const name = token(text, at, equals);
    if (equals < end) options.push({ name, value: token(text, equals + 1, end) });
    else if (end > at) options.push({ name });
    at = end + 1;
  }
  return options;
}
