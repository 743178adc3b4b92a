import { objectSchema } from '../../catalog/objectSchema.ts';
import type { ResourceSchema } from '../../catalog/schema.ts';
import { typeText } from '../../catalog/typeText.ts';
import { apiVersion, resolveUrl } from '../../check/url/subject.ts';
import type { CompletionContext } from '../context.ts';
import { describeProperty } from '../describe/describeProperty.ts';
import { QUERY_OPTIONS } from '../describe/urlFacts.ts';
import type { Completion } from './completion.ts';
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
  const value = option.slice(equals + 1);
  return optionValues(option.slice(0, equals).toLowerCase(), value, offset, schema);
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

const PLAIN_VALUES: ReadonlyMap<string, readonly string[]> = new Map([
  ['$top', ['5', '25', '100', '999']],
  ['$count', ['true']],
]);

function optionValues(
  option: string,
  value: string,
  offset: number,
  schema: ResourceSchema | undefined,
): readonly Completion[] {
  const plain = PLAIN_VALUES.get(option);
  if (plain) {
    const span = { start: offset - value.length, end: offset };
    return plain.map((text, index) => ({
      label: text,
      kind: 'value',
      edit: { span, newText: text },
      sortText: String(index),
    }));
  }
  if (!schema) return [];
  const type = objectSchema(schema, schema, undefined);
  const last = Math.max(value.lastIndexOf(','), option === '$filter' ? value.lastIndexOf(' ') : -1);
  const word = value.slice(last + 1);
  const span = { start: offset - word.length, end: offset };
  const taken = new Set(value.slice(0, last + 1).split(','));
  const name = (label: string, detail: string, document?: () => string): Completion => ({
    label,
    kind: 'property',
    detail,
    ...(document ? { document } : {}),
    edit: { span, newText: label },
  });
  if (option === '$expand') {
    return [...type.navigation]
      .filter(([each]) => !taken.has(each))
      .map(([each]) => name(each, 'related objects'));
  }
  if (option !== '$select' && option !== '$orderby' && option !== '$filter') return [];
  return [...type.properties]
    .filter(([each]) => !each.startsWith('@') && !taken.has(each))
    .map(([each, property]) =>
      name(each, typeText(property['x-graph']?.type ?? ''), () => describeProperty(each, property)),
    );
}
