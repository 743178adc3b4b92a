import { percentDecoded } from '../../catalog/decode.ts';
import type { Catalog, PathStep } from '../../catalog/resource.ts';
import type { Span } from '../../text/span.ts';
import type { Fix, Problem } from '../problem.ts';
import { at, fix, problem, short } from '../report.ts';
import { apiVersion, type UrlSubject } from './subject.ts';

/** So many faults of one kind are shown in a URL. */
const MOST_FAULTS = 20;

/** Percent signs that start no code of a character (RFC 3986, section 2.1). */
export function checkEncoding(subject: UrlSubject): Problem[] {
  const { text, parts } = subject;
  const from = parts.path.start;
  return [...text.slice(from).matchAll(/%(?![0-9a-f]{2})/gi)]
    .map(({ index }): Span => ({ start: from + index, end: from + index + 1 }))
    .filter((span) => subject.isOriginal(span))
    .slice(0, MOST_FAULTS)
    .map((span) =>
      problem(
        'url-percent',
        subject.toBlock(span),
        'In a URL, % starts the code of a character, such as %20 for a space. Write %25 for the sign itself.',
        { fixes: fix('Change to %25', subject.toBlock(span), '%25') },
      ),
    );
}

/** The first empty segment of the path: the two slashes around nothing, relative to the URL's text. */
export function emptySegment({ parts: { path } }: UrlSubject): Span | undefined {
  const index = path.text.indexOf('//');
  return index < 0 ? undefined : { start: path.start + index, end: path.start + index + 2 };
}

/** Fixes for an empty segment: a placeholder, where a key is due there, and one slash less. */
export function emptySegmentFixes(subject: UrlSubject, span: Span, catalog: Catalog): readonly Fix[] {
  if (!subject.isOriginal(span)) return [];
  const place = subject.toBlock(span);
  const before = subject.text.slice(subject.parts.path.start, span.start);
  const version = apiVersion(subject.parts);
  const key =
    version === undefined ? undefined : catalog.steps(version, before).find(({ kind }) => kind === 'key');
  return [
    ...(key === undefined ? [] : fix(`Insert ${key.text}`, at(place.start + 1), key.text)),
    ...fix('Remove one /', { start: place.start, end: place.start + 1 }, '', key === undefined),
  ];
}

/**
 * A path in which a key was left out: what stands where a key is due is the name that should follow the key.
 *
 * @param expected names that would have fitted at the first wrong segment
 * @param wrong index of that segment
 */
export function missingKey(
  subject: UrlSubject,
  catalog: Catalog,
  expected: readonly string[],
  wrong: number,
): Problem | undefined {
  const { segments, path } = subject.parts;
  const segment = segments[wrong - 1];
  const before = segments[wrong - 2];
  const version = apiVersion(subject.parts);
  if (segment === undefined || before === undefined || version === undefined) return undefined;
  if (!expected.some((name) => name.toLowerCase() === segment.text.toLowerCase())) return undefined;
  const steps = catalog.steps(version, subject.text.slice(path.start, before.end));
  const key = steps.find(({ kind }) => kind === 'key');
  if (key === undefined) return undefined;
  const place = subject.toBlock(segment);
  const message = `Between ${short(before.text)} and ${short(segment.text)} the id of an object is missing. Write it there.`;
  return problem('key-missing', place, message, {
    fixes: subject.isOriginal({ start: segment.start - 1, end: segment.start })
      ? fix(`Insert ${key.text}`, at(place.start), `${key.text}/`)
      : [],
  });
}

/** Keys in parentheses that are nothing: `users('')`. */
export function checkKeys(subject: UrlSubject): Problem[] {
  return subject.parts.segments.flatMap((segment) => {
    const quotes = /^[\w.]+\((?:\w+=)?('')\)$/d.exec(segment.text)?.indices?.[1];
    if (quotes === undefined) return [];
    const span = { start: segment.start + quotes[0], end: segment.start + quotes[1] };
    return [
      problem(
        'key-empty',
        subject.toBlock(span),
        'There is no key between the quotes. Write the id of the object there.',
      ),
    ];
  });
}

/** What is at the end of a path that no PATCH changes, with the way that does, and the methods of it. */
const ENDS: Readonly<Record<string, { readonly message: string; readonly methods: readonly string[] }>> = {
  $value: {
    message:
      'A PATCH changes properties of an object. What $value stands for is replaced as a whole: use PUT with the Content-Type of the content, or remove /$value.',
    methods: ['PUT'],
  },
  $ref: {
    message:
      'A link is not changed with PATCH: set a single one with PUT, add one to a collection with POST, and remove one with DELETE.',
    methods: ['PUT', 'POST', 'DELETE'],
  },
  $count: { message: 'A number of objects can only be read: use GET, or remove /$count.', methods: ['GET'] },
  $metadata: {
    message: 'The metadata describes the service and can only be read. Use GET, and leave the body out.',
    methods: ['GET'],
  },
  $batch: { message: 'A batch of requests is sent with POST.', methods: ['POST'] },
};

/** A PATCH of a path whose end cannot be changed by one. A body that is no JSON may be content for `$value`. */
export function checkEnd(subject: UrlSubject, json: boolean): Problem[] {
  const { method } = subject.block.requestLine;
  const last = subject.parts.segments.at(-1);
  if (last === undefined || method?.text.toUpperCase() !== 'PATCH') return [];
  const name = percentDecoded(last.text).toLowerCase();
  const end = Object.hasOwn(ENDS, name) ? ENDS[name] : undefined;
  if (end === undefined || (name === '$value' && !json)) return [];
  const fixes = end.methods.flatMap((each) =>
    fix(`Change to ${each}`, method, each, end.methods.length === 1 && end.methods[0] !== 'GET'),
  );
  const documentation = name === '$batch' ? 'https://learn.microsoft.com/graph/json-batching' : undefined;
  return [problem('path-not-updatable', subject.toBlock(last), end.message, { fixes, documentation })];
}

/**
 * What may stand at a segment, where the catalog knows the whole model of the service and not only some paths,
 * so that anything else is wrong; undefined where nothing can be said.
 */
export function modelSteps(
  subject: UrlSubject,
  catalog: Catalog,
  wrong: Span,
): readonly PathStep[] | undefined {
  const { path } = subject.parts;
  const version = apiVersion(subject.parts);
  const before = subject.text.slice(path.start, wrong.start);
  const text = subject.text.slice(wrong.start, wrong.end);
  if (version === undefined || before.includes(':') || /[:($\\{]/.test(text)) return undefined;
  const steps = catalog.steps(version, before);
  const known = steps.some(({ kind }) => kind !== 'segment' && kind !== 'key' && kind !== 'cast');
  return known && !steps.some(({ kind }) => kind === 'key') ? steps : undefined;
}

/** The path before a segment, for a sentence: its end, where it is long. */
export function pathBefore({ text, parts }: UrlSubject, wrong: Span): string {
  const start = parts.version === undefined ? parts.path.start : parts.version.start - 1;
  const before = text.slice(parts.path.start, wrong.start - 1) || text.slice(start, wrong.start - 1);
  return before.length > 60 ? `…${before.slice(-59)}` : before;
}
