import { nearestName } from '../catalog/nearest.ts';
import type { Header, RequestBlock } from '../request/tree.ts';
import { OURS } from '../send/headers.ts';
import type { Problem } from './problem.ts';
import { fix, problem, short } from './report.ts';

/** Headers that mean something to Microsoft Graph, as its documentation writes them. */
const KNOWN_HEADERS = [
  'Content-Type',
  'If-Match',
  'If-None-Match',
  'Prefer',
  'ConsistencyLevel',
  'Accept',
  'Accept-Language',
  'client-request-id',
  'Authorization',
  'Content-Range',
  'Content-Length',
  'User-Agent',
] as const;

/** One of them. */
export type KnownHeader = (typeof KNOWN_HEADERS)[number];

/** Registered headers, and some of Microsoft's, that are near to a known one and meant all the same. */
const OTHERS: ReadonlySet<string> = new Set([
  'accept-charset',
  'accept-encoding',
  'accept-ranges',
  'cache-control',
  'content-encoding',
  'content-disposition',
  'content-language',
  'content-location',
  'content-md5',
  'cookie',
  'etag',
  'if-modified-since',
  'if-range',
  'if-unmodified-since',
  'odata-maxversion',
  'odata-version',
  'origin',
  'referer',
  'request-id',
  'traceparent',
  'tracestate',
  'workbook-session-id',
]);

const BY_NAME: ReadonlyMap<string, string> = new Map(KNOWN_HEADERS.map((name) => [name.toLowerCase(), name]));
const BY_LETTERS: ReadonlyMap<string, string> = new Map(KNOWN_HEADERS.map((name) => [lettersOf(name), name]));

/** A search compares the name with every known one: beyond these nobody waits for it. */
const MOST_SEARCHES = 200;

/** `contenttype` of `Content_Type`. */
function lettersOf(name: string): string {
  return name.replace(/[-_.\s]/g, '').toLowerCase();
}

/** The headers of a request whose names were most likely meant to be known ones. */
export function misspeltHeaders(block: RequestBlock): ReadonlyMap<Header, string> {
  const misspelt = new Map<Header, string>();
  let searches = 0;
  for (const header of block.headers) {
    const { text } = header.name;
    const name = text.toLowerCase();
    if (BY_NAME.has(name) || OTHERS.has(name) || OURS.has(name) || text.includes('{')) continue;
    const meant =
      BY_LETTERS.get(lettersOf(text)) ??
      (name.startsWith('x-') || ++searches > MOST_SEARCHES ? undefined : nearestName(text, KNOWN_HEADERS));
    if (meant !== undefined) misspelt.set(header, meant);
  }
  return misspelt;
}

/** Names of headers that are near to a known one. */
export function checkHeaderNames(misspelt: ReadonlyMap<Header, string>): Problem[] {
  return [...misspelt].map(([{ name }, meant]) =>
    problem(
      'header-misspelt',
      name,
      `Microsoft Graph does not read a header ${short(name.text)}. Did you mean ${meant}?`,
      { fixes: fix(`Change to ${meant}`, name, meant) },
    ),
  );
}
