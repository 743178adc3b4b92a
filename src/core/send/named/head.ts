import type { HeaderLine } from '../../request/message.ts';
import type { GraphError } from '../outcome.ts';
import { namesIn } from './words.ts';

/** A part of a request above its body. */
export type HeadPart =
  | { readonly kind: 'header' /** In lower case. */; readonly name: string }
  | {
      readonly kind: 'segment';
      /** Its place among the segments of the path that are not empty, the version left out. */
      readonly index: number;
      /** How many there are. */
      readonly count: number;
    }
  | { readonly kind: 'option' /** With its `$`, in lower case. */; readonly name: string };

/** Something that a service says about one part of the head. */
export interface NamedPart {
  readonly part: HeadPart;
  /** The service's code for it; empty where it gives none. */
  readonly code: string;
  /** The service's sentence. */
  readonly message: string;
}

/** The head of a request as it was sent. */
export interface SentHead {
  readonly headers: readonly HeaderLine[];
  /** Of the path, the version left out, without those that are empty; percent-encoded as they were sent. */
  readonly segments: readonly string[];
  /** Names of the query's options, as they were sent. */
  readonly options: readonly string[];
}

type Said = Pick<NamedPart, 'code' | 'message'> & { readonly target: string | undefined };

/** Characters of a message that are searched. */
const SEARCHED = 2_000;

/**
 * The headers, segments of the path and query options that an error names, each once. Nothing is guessed: what may mean
 * several, or something of the body, is left out.
 */
export function namedInHead(error: GraphError, head: SentHead): readonly NamedPart[] {
  const found = new Map<string, NamedPart>();
  const details = error.details.map((each) => ({
    code: each.code === '' ? error.code : each.code,
    message: each.message === '' ? error.message : each.message,
    target: each.target,
  }));
  for (const said of [...details, error]) {
    const { code, message } = said;
    for (const part of partsOf({ code, message, target: said.target }, head)) {
      if (!found.has(keyOf(part))) found.set(keyOf(part), { part, code, message });
    }
  }
  if (found.size > 0) return [...found.values()];
  const meant = headerOfStatus(error.status, head);
  return meant === undefined ? [] : [{ part: meant, code: error.code, message: error.message }];
}

function keyOf(part: HeadPart): string {
  return part.kind === 'segment' ? `${part.kind} ${part.index}` : `${part.kind} ${part.name}`;
}

function partsOf(said: Said, head: SentHead): readonly HeadPart[] {
  const message = said.message.slice(0, SEARCHED);
  const headers = headersIn(message, said.target, head);
  if (headers.length > 0) return headers;
  const option = optionIn(message, head);
  if (option !== undefined) return [option];
  // What a message says of a property may quote its type, or a value, that a segment is called too.
  if (namesIn(message).length > 0) return [];
  const segment = segmentIn(message, head);
  return segment === undefined ? [] : [segment];
}

/** The headers of the request that are named as such; one that is said to be missing is not there to be named. */
function headersIn(message: string, target: string | undefined, { headers }: SentHead): readonly HeadPart[] {
  const names = [...new Set(headers.map(({ name }) => name.toLowerCase()))];
  const lines = (wanted: string) => headers.filter(({ name }) => name.toLowerCase() === wanted).length;
  return names
    .filter((name) => lines(name) === 1 && (target?.toLowerCase() === name || saysHeader(message, name)))
    .map((name) => ({ kind: 'header', name }));
}

/** Whether a message has the name of a header: beside the word “header”, or with a hyphen, as no other word has it. */
function saysHeader(message: string, name: string): boolean {
  const word = name.replace(/[^\w-]/g, '');
  if (word !== name || name === '') return false;
  const pattern = name.includes('-')
    ? `(?<![\\w-])${name}(?![\\w-])`
    : `(?<![\\w-])${name}['"]?\\s+(?:request\\s+|http\\s+)?header|\\bheader\\s+(?:named\\s+)?['"]?${name}(?![\\w-])`;
  return new RegExp(pattern, 'i').test(message);
}

const OPTION = /\b(?:query\s+)?(?:option|parameter)s?\s+(?:named\s+)?['"‘“](\$?[A-Za-z]\w{0,60})['"’”]/i;

function optionIn(message: string, { options }: SentHead): HeadPart | undefined {
  const wanted = OPTION.exec(message)?.[1];
  if (wanted === undefined) return undefined;
  const plain = (name: string) => name.toLowerCase().replace(/^\$/, '');
  const [one, another] = options.filter((name) => plain(name) === plain(wanted));
  return one === undefined || another !== undefined ? undefined : { kind: 'option', name: one.toLowerCase() };
}

/** How services quote a segment of the path, or the key in it. */
const SEGMENTS: readonly RegExp[] = [
  /\bsegment\s+['"‘“]([^'"’”]{1,200})['"’”]/i,
  /\b(?:resource|object|item|entity|identifier|id|key)\s+(?:with\s+(?:the\s+)?(?:id|identifier|key)\s+)?(?:of\s+)?['"‘“]([^'"’”]{1,200})['"’”]/i,
];

function segmentIn(message: string, { segments }: SentHead): HeadPart | undefined {
  for (const pattern of SEGMENTS) {
    const quoted = pattern.exec(message)?.[1];
    if (quoted === undefined) continue;
    const places = segments.flatMap((segment, index) => (isCalled(segment, quoted) ? [index] : []));
    const [index, another] = places;
    if (index !== undefined && another === undefined)
      return { kind: 'segment', index, count: segments.length };
  }
  return undefined;
}

/** Whether a segment is what is quoted, or has it as its key: `users('a')`, `users(id='a')`. */
function isCalled(segment: string, quoted: string): boolean {
  const text = decoded(segment);
  if (text === quoted) return true;
  const key = /\((?:[A-Za-z]\w*=)?'?([^'()]*)'?\)$/.exec(text)?.[1];
  return key !== undefined && key !== '' && key === quoted;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Headers that a status alone is about (RFC 9110, sections 13.1 and 15.5). */
const OF_STATUS: Readonly<Record<number, readonly string[]>> = {
  406: ['accept', 'accept-charset', 'accept-encoding', 'accept-language'],
  412: ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since'],
  415: ['content-type', 'content-encoding'],
};

function headerOfStatus(status: number, { headers }: SentHead): HeadPart | undefined {
  const wanted = OF_STATUS[status] ?? [];
  const there = headers.map(({ name }) => name.toLowerCase()).filter((name) => wanted.includes(name));
  const [name, another] = there;
  return name === undefined || another !== undefined ? undefined : { kind: 'header', name };
}
