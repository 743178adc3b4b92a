import type { Catalog } from '../../catalog/resource.ts';
import type { ApiVersion } from '../../catalog/schema.ts';
import type { Token } from '../../text/span.ts';
import type { Problem } from '../problem.ts';
import { fix, oneOf, problem, short } from '../report.ts';
import { apiVersion, type UrlSubject } from './subject.ts';

/** `appId=…`, `(appId='…')`: a key with its name, and no collection before it. */
const NAMED = /^\(?(\w+)=('?)([^'"()=]+)\2\)?$/;

/**
 * A key with its name that stands behind a slash, as a segment of its own: `/devices/deviceId=…`. The service takes all
 * of it for an id. Names that the type of the objects does not have are the beginning of ids that look so.
 */
export function checkKeyForms(subject: UrlSubject, catalog: Catalog): Problem[] {
  const { parts } = subject;
  const version = apiVersion(parts);
  if (version === undefined) return [];
  return parts.segments.flatMap((segment, index) => {
    const [, name, , value = ''] = NAMED.exec(segment.text) ?? [];
    const collection = parts.segments[index - 1];
    if (name === undefined || collection === undefined) return [];
    const keys = keysAt(subject, catalog, version, collection);
    const types = keys && typesOf(subject, catalog, version, collection);
    const type = types?.get(name.toLowerCase());
    if (keys === undefined || type === undefined) return [];
    const known = keys.find((each) => each.toLowerCase() === name.toLowerCase());
    const written = type === 'Edm.String' ? `'${value}'` : value;
    const form = `(${known ?? name}=${written})`;
    const span = { start: collection.end, end: segment.end };
    const way =
      known === undefined
        ? `One of ${short(collection.text)} is found by ${oneOf(keys)}. To look for a ${short(name)}, use ?$filter=.`
        : `A key with its name stands in parentheses, right behind the collection: ${short(collection.text)}${short(form, 60)}.`;
    return [
      problem('key-unknown', subject.toBlock(segment), `The service takes all of this for an id. ${way}`, {
        fixes:
          known !== undefined && subject.isOriginal(span)
            ? fix(`Change to ${short(form, 60)}`, subject.toBlock(span), form)
            : [],
      }),
    ];
  });
}

/** The names of the keys that stand alone, where the segment is a collection of the metadata. */
function keysAt(
  { parts, text }: UrlSubject,
  catalog: Catalog,
  version: ApiVersion,
  collection: Token,
): readonly string[] | undefined {
  const before = text.slice(parts.path.start, Math.max(parts.path.start, collection.start - 1));
  const wanted = collection.text.toLowerCase();
  const step = catalog.steps(version, before).find((each) => each.text.toLowerCase() === wanted);
  if (step?.kind !== 'entitySet' && !step?.type?.startsWith('Collection(')) return undefined;
  const named = step.namedKeys?.flatMap((names) => (names.length === 1 ? names : []));
  return named ?? ['id'];
}

/** The types of the properties of the collection's objects, by name in lower case. */
function typesOf(
  { parts, text }: UrlSubject,
  catalog: Catalog,
  version: ApiVersion,
  { end }: Token,
): ReadonlyMap<string, string> {
  const found = catalog.resolve(version, `${text.slice(parts.path.start, end)}/x`);
  const properties = found.found ? Object.entries(found.resource.schema.properties) : [];
  return new Map(properties.map(([name, schema]) => [name.toLowerCase(), schema['x-graph']?.type ?? '']));
}
