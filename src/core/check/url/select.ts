import { nearestName } from '../../catalog/nearest.ts';
import { objectSchema } from '../../catalog/objectSchema.ts';
import type { Catalog, Resolution } from '../../catalog/resource.ts';
import type { ResourceSchema } from '../../catalog/schema.ts';
import type { Span } from '../../text/span.ts';
import type { Problem } from '../problem.ts';
import { fix, problem, short } from '../report.ts';
import { apiVersion, type UrlSubject } from './subject.ts';

/** So many names of a `$select` are looked at. */
const MOST_NAMES = 200;

/**
 * The schema of what a GET answers with, where the catalog knows it: the object at the path, or the objects
 * of the collection at the path.
 */
export function schemaRead(
  subject: UrlSubject,
  catalog: Catalog,
  resolution: Resolution | undefined,
): ResourceSchema | undefined {
  if (resolution === undefined) return undefined;
  if (resolution.found) return resolution.resource.schema;
  const version = apiVersion(subject.parts);
  const path = subject.parts.path.text;
  if (version === undefined || path === '' || resolution.miss.segment < subject.parts.segments.length) {
    return undefined;
  }
  const key = catalog.steps(version, path).find(({ kind, update }) => kind === 'key' && update !== undefined);
  return key?.update?.schema;
}

/** Names in `$select` that the type does not have. Names of derived types need their type before them. */
export function checkSelect(subject: UrlSubject, schema: ResourceSchema): Problem[] {
  const option = subject.parts.options.find(({ name }) => /^(?:\$|%24)select$/i.test(name.text));
  if (option?.value === undefined) return [];
  const type = objectSchema(schema, schema, undefined);
  const names = [...type.properties.keys(), ...type.navigation.keys()].filter((name) => !name.includes('@'));
  const known = new Set(names.map((name) => name.toLowerCase()));
  const others = type.open || type.derived.length > 0;
  return namesOf(option.value.text).flatMap(({ start, end, text }) => {
    if (known.has(text.toLowerCase())) return [];
    const near = nearestName(text, names);
    if (near === undefined && others) return [];
    const span = { start: (option.value?.start ?? 0) + start, end: (option.value?.start ?? 0) + end };
    const place = subject.toBlock(span);
    const fixes =
      near !== undefined && subject.isOriginal(span) ? fix(`Change to '${near}'`, place, near) : [];
    const message = `${schema.title} has no property '${short(text)}'. ${near === undefined ? 'Remove it.' : `Did you mean '${near}'?`}`;
    return [problem('select-unknown', place, message, { fixes })];
  });
}

/** The plain names of a list: `id` of `id`, `info` of `info/logoUrl`; types, `*` and references are left out. */
function namesOf(list: string): readonly (Span & { readonly text: string })[] {
  return [...list.matchAll(/(?:^|,|%2C)(?:\s|%20|\+)*([A-Za-z_]\w*)(?=$|[,/%\s+])/gi)]
    .slice(0, MOST_NAMES)
    .map(({ 0: all, 1: text = '', index }) => {
      const start = index + all.length - text.length;
      return { start, end: start + text.length, text };
    });
}
