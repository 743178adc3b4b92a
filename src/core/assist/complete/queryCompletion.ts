import { objectSchema } from '../../catalog/objectSchema.ts';
import type { ResourceSchema } from '../../catalog/schema.ts';
import { apiVersion, resolveUrl } from '../../check/url/subject.ts';
import type { CompletionContext } from '../context.ts';
import { QUERY_OPTIONS } from '../describe/urlFacts.ts';
import type { Completion } from './completion.ts';
import { type QueryType, queryValues } from './queryValues.ts';
import type { UrlPlace } from './urlPlace.ts';

/** Query options of a GET, and what can stand behind their `=`. */
export function completeQuery(
  context: CompletionContext,
  place: UrlPlace,
  offset: number,
): readonly Completion[] {
  const { typed } = place;
  const from = Math.max(typed.lastIndexOf('?'), typed.lastIndexOf('&')) + 1;
  const option = typed.slice(from);
  const equals = option.indexOf('=');
  const { schema, single } = subject(context, place);
  if (equals < 0) {
    const span = { start: offset - option.length, end: offset };
    const present = new Set(place.parts.options.map(({ name }) => name.text.toLowerCase()));
    return QUERY_OPTIONS.filter(
      ({ name, list, written }) => written && !present.has(name) && !(single && list),
    ).map(({ name, detail }, index) => ({
      label: name,
      kind: 'value',
      detail,
      edit: { span, newText: `${name}=` },
      sortText: String(index),
      continues: true,
    }));
  }
  const root = schema;
  const type = root && {
    root,
    type: objectSchema(root, root, undefined),
    schemaOf: schemasFrom(context, place),
  };
  const name = option.slice(0, equals).toLowerCase();
  return queryValues({ option: name, value: option.slice(equals + 1), offset }, type);
}

/** Schemas of entity types, as the metadata behind the URL has them. */
function schemasFrom({ catalog }: CompletionContext, { parts }: UrlPlace): QueryType['schemaOf'] {
  const target = catalog.locate(apiVersion(parts) ?? 'v1.0', parts.path.text);
  return (type) => target?.schemaOf(type);
}

/** The type whose properties a query can name: that of the object, or of the objects in the collection. */
function subject(
  { catalog }: CompletionContext,
  { parts }: UrlPlace,
): { readonly schema?: ResourceSchema; readonly single: boolean } {
  const found = resolveUrl(catalog, parts);
  if (found?.found) return { schema: found.resource.schema, single: true };
  const steps = catalog.steps(apiVersion(parts) ?? 'v1.0', parts.path.text);
  const schema = steps.find(({ kind, update }) => kind === 'key' && update)?.update?.schema;
  return { single: false, ...(schema ? { schema } : {}) };
}
