import { type ObjectSchema, objectSchema } from '../../catalog/objectSchema.ts';
import type { GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import { typeText } from '../../catalog/typeText.ts';
import { jsonTypes, memberNames } from '../../catalog/values.ts';
import { describeProperty } from '../describe/describeProperty.ts';
import { QUERY_OPTIONS } from '../describe/urlFacts.ts';
import type { Completion } from './completion.ts';
import { type QueryExpression, queryExpression } from './queryExpression.ts';

/** What the words of a query are about. */
export interface QueryType {
  readonly root: ResourceSchema;
  readonly type: ObjectSchema;
  /** The schema of an entity type by its full name, where it is known. */
  readonly schemaOf: (type: string) => ResourceSchema | undefined;
}

/** The value of a query option up to the cursor, which stands at `offset`. */
interface OptionValue {
  readonly option: string;
  readonly value: string;
  readonly offset: number;
}

const PLAIN_VALUES: ReadonlyMap<string, readonly string[]> = new Map([
  ['$top', ['5', '25', '100', '999']],
  ['$count', ['true']],
  ['$levels', ['max']],
]);

const COMPARISONS = ['eq', 'ne', 'in', 'ge', 'gt', 'le', 'lt'];
const FUNCTIONS = ['startsWith', 'endsWith', 'contains', 'not'];

/** What can stand at the cursor behind the `=` of a query option. */
export function queryValues(given: OptionValue, query: QueryType | undefined): readonly Completion[] {
  const { option, value, offset } = given;
  const plain = PLAIN_VALUES.get(option);
  if (plain) return words(plain, value, offset);
  if (!query || !/^\$(?:select|orderby|filter|expand)$/.test(option)) return [];
  const expression = queryExpression(value);
  if (option === '$expand') return expandValues(expression, offset, query);
  if (option === '$filter') return filterValues(expression, offset, query);
  if (expression.text !== undefined) return [];
  if (option === '$orderby' && expression.before.length > 0 && value.endsWith(' '))
    return words(['asc', 'desc'], '', offset);
  return properties(expression, offset, query);
}

/** Names of links, and in their parentheses what is wanted of the linked objects. */
function expandValues({ open, word, taken }: QueryExpression, offset: number, query: QueryType) {
  if (open === undefined) {
    const span = { start: offset - word.length, end: offset };
    return [...query.type.navigation.keys()]
      .filter((name) => !taken.includes(name))
      .map((label) => ({
        ...{ label, kind: 'property' as const, detail: 'related objects' },
        edit: { span, newText: label },
      }));
  }
  const inner = open.inner.slice(open.inner.lastIndexOf(';') + 1);
  const equals = inner.indexOf('=');
  if (equals < 0) {
    const names = QUERY_OPTIONS.flatMap(({ name, written }) => (written ? [name] : []));
    return words(names, inner, offset, '=');
  }
  const facts = query.type.navigation.get(open.name);
  const root = facts && query.schemaOf(facts.type.replace(/^Collection\((.*)\)$/, '$1'));
  const type = root && { root, type: objectSchema(root, root, undefined), schemaOf: query.schemaOf };
  return queryValues({ option: inner.slice(0, equals), value: inner.slice(equals + 1), offset }, type);
}

/** A property, what it is compared with, or the word that joins two comparisons. */
function filterValues(expression: QueryExpression, offset: number, query: QueryType): readonly Completion[] {
  const { before, word, text } = expression;
  const last = before.at(-1);
  const isCompared = last !== undefined && COMPARISONS.includes(last);
  const compared = isCompared ? propertyAt(query, before.at(-2) ?? '') : undefined;
  if (text !== undefined || isCompared) {
    const members = compared ? memberNames(compared) : [];
    if (text !== undefined) return words(members, text, offset, `'`);
    if (members.length > 0) {
      const quoted = members.map((member) => `'${member}'`);
      return words(quoted, word, offset);
    }
    return compared && jsonTypes(compared).includes('boolean') ? words(['true', 'false'], word, offset) : [];
  }
  if (last === undefined || /^(?:and|or|not)$/.test(last)) {
    const isBegin = !word.includes('/') && !/^[A-Za-z]+$/.test(expression.call);
    const functions = isBegin ? words(FUNCTIONS, word, offset, '(', '~') : [];
    return [...properties(expression, offset, query), ...functions];
  }
  const isWhole = before.length > 1 && COMPARISONS.includes(before.at(-2) ?? '');
  return words(isWhole || last.endsWith(')') ? ['and', 'or'] : COMPARISONS, word, offset);
}

/** The schema of a property by its path; undefined where the path leads elsewhere. */
function propertyAt({ root, type }: QueryType, path: string) {
  const names = path.split('/');
  const name = names.pop() ?? '';
  return ownerAt(root, type, names)?.properties.get(name);
}

function ownerAt(
  root: ResourceSchema,
  type: ObjectSchema,
  names: readonly string[],
): ObjectSchema | undefined {
  let owner: ObjectSchema | undefined = type;
  for (const name of names) {
    const schema: GraphSchema | undefined = owner?.properties.get(name);
    owner =
      schema && jsonTypes(schema).includes('object') ? objectSchema(root, schema, undefined) : undefined;
  }
  return owner;
}

/** The properties at the path of the word, those of a complex value behind its slash. */
function properties({ word, taken, variable }: QueryExpression, offset: number, { root, type }: QueryType) {
  const names = word.split('/');
  const begun = names.pop() ?? '';
  const owner = variable ? undefined : ownerAt(root, type, names);
  const span = { start: offset - begun.length, end: offset };
  return [...(owner?.properties ?? [])]
    .filter(([name]) => !name.startsWith('@') && !taken.includes([...names, name].join('/')))
    .map(
      ([label, property]): Completion => ({
        ...{ label, kind: 'property', detail: typeText(property['x-graph']?.type ?? '') },
        document: () => describeProperty(label, property),
        edit: { span, newText: label },
      }),
    );
}

/** Words in their order, each with what always follows it. */
function words(
  labels: readonly string[],
  begun: string,
  offset: number,
  behind = '',
  before = '',
): readonly Completion[] {
  const span = { start: offset - begun.length, end: offset };
  return labels.map((label, index) => ({
    ...{ label, kind: 'value', edit: { span, newText: `${label}${behind}` } },
    sortText: `${before}${index}`,
    ...(behind === '=' ? { continues: true } : {}),
  }));
}
