import { isToMany } from '../../catalog/kinds.ts';
import type { GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import { spaceText, typeText } from '../../catalog/typeText.ts';
import { jsonTypes } from '../../catalog/values.ts';
import { boundName } from '../../catalog/wellKnownNames.ts';
import { literalJson } from '../../request/literal.ts';
import type { Scope } from '../../request/values/scope.ts';
import { code, fenced } from '../describe/markdown.ts';
import { Skeletons } from '../insert/skeleton.ts';
import { escapeSnippet } from '../insert/snippet.ts';
import { bindUrl, describeBinding } from './binding.ts';
import type { BodyCursor } from './bodyCursor.ts';
import { type BodyType, isFlags, sentMembers, typeNames } from './bodyType.ts';
import type { Completion, CompletionKind } from './completion.ts';
import { placed } from './placed.ts';
import { formatValues } from './timely.ts';

/** What values are proposed with. */
export interface ValueContext {
  readonly root: ResourceSchema;
  readonly cursor: BodyCursor;
  readonly scope: Scope;
  /** What URLs of linked objects start with. */
  readonly base: string;
}

/** A value that can be written, before it is put into the text. */
export interface Value {
  /** As JSON, or a snippet of it. */
  readonly text: string;
  /** What is shown; `text` where absent. */
  readonly label?: string;
  /** What is shown behind it. What is typed is then compared with `text`, whatever is shown. */
  readonly description?: string;
  readonly kind: CompletionKind;
  readonly detail?: string;
  readonly document?: () => string;
  readonly snippet?: boolean;
  readonly continues?: boolean;
}

/** The values that a property, or an item of a collection, can have. */
export function completeValues(context: ValueContext, type: BodyType): readonly Completion[] {
  const values = valuesAt(context, type);
  return values.map((value, index) => valueCompletion(context.cursor, value, index));
}

/** A value at its place in the text. `index` is its place in the order of proposals. */
export function valueCompletion(cursor: BodyCursor, value: Value, index: number): Completion {
  const { text, description, kind, detail, document, snippet, continues } = value;
  const label = value.label ?? text;
  const compared = description === undefined ? label : text;
  return {
    label,
    kind,
    ...(description === undefined ? {} : { description }),
    ...(detail === undefined ? {} : { detail }),
    ...(document ? { document } : {}),
    ...placed(cursor, text),
    ...(snippet ? { snippet } : {}),
    sortText: String(index).padStart(4, '0'),
    filterText:
      cursor.quoted && !compared.startsWith('"')
        ? `"${compared}`
        : cursor.quoted
          ? compared
          : compared.replace(/^"/, ''),
    ...(continues ? { continues } : {}),
  };
}

function valuesAt(context: ValueContext, type: BodyType): readonly Value[] {
  const { owner, declared, name, items } = type;
  const bound = boundName(name);
  const facts = bound === undefined ? undefined : owner?.navigation.get(bound);
  if (bound !== undefined && facts) return linkValues(bound, facts, context.base, items !== undefined);
  if (name === '@odata.type' && declared) return typeValues(context.root, declared);
  if (name?.endsWith('@odata.type')) return DYNAMIC_TYPES;
  if (type.schema) return schemaValues(context, type.schema, items?.words);
  return owner?.open || !owner ? ANYTHING : [];
}

function linkValues(
  name: string,
  facts: Parameters<typeof bindUrl>[0],
  base: string,
  inArray: boolean,
): readonly Value[] {
  const url = bindUrl(facts, base);
  const list = isToMany(facts) && !inArray;
  const label = `${base}${facts.target ?? '/{path}'}`;
  return [
    {
      label: list ? `["${label}"]` : `"${label}"`,
      text: list ? `[${url}]` : url,
      kind: 'value',
      detail: typeText(facts.type),
      document: () => describeBinding(name, facts),
      snippet: true,
    },
  ];
}

function typeValues(root: ResourceSchema, declared: Parameters<typeof typeNames>[1]): readonly Value[] {
  return typeNames(root, declared).map(({ name, text }) => ({
    label: typeText(name),
    description: spaceText(name),
    text: JSON.stringify(name),
    kind: 'enumMember',
    detail: name,
    ...(text === undefined ? {} : { document: () => text }),
  }));
}

/** Types that the value of an undeclared property can be said to have (OData JSON Format 4.01, section 4.6.3). */
const DYNAMIC_TYPES: readonly Value[] = [
  'String',
  'Boolean',
  'Int32',
  'Int64',
  'Double',
  'Decimal',
  'Guid',
  'DateTimeOffset',
  'Date',
  'Duration',
  'Binary',
  'Collection(String)',
  'Collection(Int32)',
].map((type) => ({ text: `"#${type}"`, kind: 'enumMember', detail: typeText(`Edm.${type}`) }));

/** Where nothing is declared: what JSON has. */
export const ANYTHING: readonly Value[] = [
  { label: '""', text: '"$1"', kind: 'value', detail: 'text', snippet: true },
  { text: 'true', kind: 'value', detail: 'Boolean' },
  { text: 'false', kind: 'value', detail: 'Boolean' },
  { text: 'null', kind: 'value', detail: 'no value' },
  { label: '{ }', text: '{\n  $1\n}', kind: 'snippet', detail: 'object', snippet: true },
  { label: '[ ]', text: '[\n  $1\n]', kind: 'snippet', detail: 'collection', snippet: true },
];

function schemaValues(
  context: ValueContext,
  schema: GraphSchema,
  listed: ReadonlySet<string> | undefined,
): readonly Value[] {
  const types = jsonTypes(schema);
  const members = sentMembers(schema).filter(({ value }) => !listed?.has(String(value)));
  const known: Value[] = members.map(({ value, text }) => ({
    text: JSON.stringify(value),
    kind: 'enumMember',
    ...(schema['x-graph'] ? { detail: typeText(schema['x-graph'].type) } : {}),
    ...(text === undefined ? {} : { document: () => text }),
  }));
  if (types.includes('boolean') && !schema.enum) {
    known.push({ text: 'true', kind: 'value' }, { text: 'false', kind: 'value' });
  }
  known.push(...formatValues(schema, context.scope));
  if (types.length === 0 && known.length === 0) return ANYTHING;
  return [
    ...known,
    ...brackets(context, schema),
    ...examples(schema, known, listed),
    ...clearing(schema, listed),
  ];
}

/** New objects and collections, to be filled in. */
function brackets({ root, scope }: ValueContext, schema: GraphSchema): readonly Value[] {
  const types = jsonTypes(schema);
  const array = types.includes('array');
  if (!array && !types.includes('object')) return [];
  const { text, continues } = new Skeletons(root, scope.now()).value(schema);
  const type = schema['x-graph']?.type;
  const detail = type === undefined ? (array ? 'collection' : 'object') : typeText(type);
  return [{ label: array ? '[ ]' : '{ }', text, kind: 'snippet', detail, snippet: true, continues }];
}

/** Examples that are longer are shown by their first letters. */
const LONGEST_LABEL = 60;

function examples(
  schema: GraphSchema,
  known: readonly Value[],
  listed: ReadonlySet<string> | undefined,
): readonly Value[] {
  const given = (schema.examples ?? []).filter((example) => example !== null);
  const inItem = listed !== undefined && jsonTypes(schema).includes('object');
  if (inItem || schema['x-graph']?.secret || schema.writeOnly || isFlags(schema)) return [];
  return given.flatMap((example): readonly Value[] => {
    const line = JSON.stringify(example);
    if (known.some(({ text }) => text === line) || listed?.has(String(example))) return [];
    const text = literalJson(typeof example === 'object' ? JSON.stringify(example, null, 2) : line);
    const label = line.length > LONGEST_LABEL ? `${line.slice(0, LONGEST_LABEL)}…` : line;
    const document = () => (text.includes('\n') ? fenced(text, 'json') : code(text));
    return [{ label, text: escapeSnippet(text), kind: 'value', detail: 'example', document, snippet: true }];
  });
}

/** `null`, where the value may be cleared. An item of a collection is left out instead. */
function clearing(schema: GraphSchema, listed: ReadonlySet<string> | undefined): readonly Value[] {
  const { type, readOnly } = schema;
  const nullable = Array.isArray(type) ? type.includes('null') : schema['x-graph']?.nullable === true;
  if (!nullable || listed || readOnly) return [];
  return [{ text: 'null', kind: 'value', detail: 'clears it' }];
}
