import { nearestName } from '../../catalog/nearest.ts';
import type { Catalog } from '../../catalog/resource.ts';
import type { Problem } from '../problem.ts';
import { fix, problem, short } from '../report.ts';
import { apiVersion, type UrlSubject } from './subject.ts';

/** `applications(appId='…'`: what stands before the parentheses, and the first name in them. */
const NAMED = /^([A-Za-z]\w*)\((\w+)=/;
const NAME = /(?:^|,)\s*(\w+)\s*=\s*(?:'(?:[^']|'')*'|[^',]+)/g;

/** Keys in parentheses that are called as no key of the collection is, where its metadata says which it has. */
export function checkKeyNames(subject: UrlSubject, catalog: Catalog): Problem[] {
  const { parts, text } = subject;
  const version = apiVersion(parts);
  if (version === undefined) return [];
  return parts.segments.flatMap((segment) => {
    const [, collection = '', first = ''] = NAMED.exec(segment.text) ?? [];
    if (collection === '') return [];
    const before = text.slice(parts.path.start, Math.max(parts.path.start, segment.start - 1));
    const keys = keysOf(catalog, version, before, collection);
    const given = namesIn(segment.text.slice(collection.length + 1).replace(/\)$/, ''));
    if (keys === undefined || keys.some((names) => sameNames(names, given))) return [];
    const known = keys.flat();
    const isKnown = (name: string): boolean =>
      known.some((each) => each.toLowerCase() === name.toLowerCase());
    const wrong = given.find((name) => !isKnown(name)) ?? first;
    const start = segment.start + segment.text.indexOf(wrong, collection.length);
    const span = { start, end: start + wrong.length };
    const near = isKnown(wrong) ? undefined : nearestName(wrong, known);
    const ways = keys.map((names) => names.join(' and '));
    const message = `One of ${short(collection)} is found by ${listed(ways)}, and not by ${short(given.join(' and '))} alone. To look for other values, use ?$filter=.`;
    return [
      problem('key-unknown', subject.toBlock(span), message, {
        fixes:
          near !== undefined && subject.isOriginal(span)
            ? fix(`Change to '${near}'`, subject.toBlock(span), near)
            : [],
      }),
    ];
  });
}

function keysOf(
  catalog: Catalog,
  version: string,
  before: string,
  collection: string,
): readonly (readonly string[])[] | undefined {
  const wanted = collection.toLowerCase();
  return catalog.steps(version, before).find(({ text }) => text.toLowerCase() === wanted)?.namedKeys;
}

function namesIn(keys: string): readonly string[] {
  return [...keys.matchAll(NAME)].flatMap(([, name]) => name ?? []);
}

function sameNames(names: readonly string[], given: readonly string[]): boolean {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  return given.length === wanted.size && given.every((name) => wanted.has(name.toLowerCase()));
}

/** `a, b or c` */
function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
}
