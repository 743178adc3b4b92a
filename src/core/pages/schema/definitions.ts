import { ANNOTATIONS } from '../../catalog/metadata/annotations.ts';
import type { GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import { isAnnotation } from '../../change/json.ts';
import { shortName } from '../../csdl/names.ts';
import type { ApiPage, PageProperty } from '../page.ts';
import { schemaOfProperty } from './propertySchema.ts';

const PREFIX = '#/definitions/';

/**
 * The definitions of the kinds of a page's type, and of every type that its properties lead to: by a table of its own,
 * else taken over from a known schema with all that it leads to in turn, else one of which only the name is known, and
 * that may have any property.
 *
 * @param own the properties of the page's type
 */
export function definitionsFor(
  own: Readonly<Record<string, GraphSchema>>,
  { kinds, types }: Pick<ApiPage, 'kinds' | 'types'>,
  known: readonly ResourceSchema[],
): Readonly<Record<string, GraphSchema>> {
  const found: Record<string, GraphSchema> = {};
  const pending = Object.values(own).flatMap(referencesIn);
  const isKnown = (name: string) => types.has(name) || knownDefinition(name, known) !== undefined;
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (Object.hasOwn(found, name)) continue;
    const rows = types.get(name);
    const taken = knownDefinition(name, known);
    const definition =
      rows !== undefined
        ? tableType(name, rows, isKnown)
        : taken === undefined
          ? nameOnly(name)
          : withoutPatterns(taken);
    found[name] = definition;
    pending.push(...referencesIn(definition));
  }
  for (const kind of kinds)
    found[kind] = closedType(kind, own, 'The page shows it as one kind of what is updated.');
  return found;
}

function tableType(
  type: string,
  rows: readonly PageProperty[],
  isKnown: (name: string) => boolean,
): GraphSchema {
  const own = rows.filter(({ name }) => !isAnnotation(name));
  const properties = own.map((row): [string, GraphSchema] => [
    row.name,
    schemaOfProperty(row, { type, key: [], shown: [], twin: undefined, isKnown }),
  ]);
  return closedType(type, Object.fromEntries(properties), 'The page has a table of its properties.');
}

function closedType(
  type: string,
  properties: Readonly<Record<string, GraphSchema>>,
  comment: string,
): GraphSchema {
  return {
    $comment: comment,
    title: shortName(type),
    type: ['object', 'null'],
    properties: { '@odata.type': ownType(type), ...properties },
    patternProperties: ANNOTATIONS,
    additionalProperties: false,
    'x-graph': { type },
  };
}

/** `@odata.type` of an object that needs none. */
export function ownType(type: string): GraphSchema {
  return {
    description: `Says which type this object has. Optional here, because ${shortName(type)} is what the service expects in this place.`,
    type: 'string',
    enum: [`#${type}`, type],
    examples: [`#${type}`],
    'x-graph': { type: 'Edm.String', nullable: false },
  };
}

/** A workspace schema has no patterns of values: see `readSchema`. */
function withoutPatterns({ properties = {}, ...definition }: GraphSchema): GraphSchema {
  const plain = Object.entries(properties).map(
    ([name, { pattern: _, ...schema }]) => [name, schema] as const,
  );
  return { ...definition, properties: Object.fromEntries(plain) };
}

/** The known schemas' definition of a type. */
export function knownDefinition(name: string, known: readonly ResourceSchema[]): GraphSchema | undefined {
  return known.find(({ definitions }) => Object.hasOwn(definitions, name))?.definitions[name];
}

/** The names of the types that a schema refers to, at any depth. */
function referencesIn(schema: GraphSchema): string[] {
  const names: string[] = [];
  const pending: unknown[] = [schema];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (typeof at !== 'object' || at === null) continue;
    for (const [keyword, value] of Object.entries(at)) {
      const isReference = keyword === '$ref' && typeof value === 'string' && value.startsWith(PREFIX);
      if (isReference) names.push(value.slice(PREFIX.length));
      else if (keyword !== 'examples') pending.push(value);
    }
  }
  return names;
}

function nameOnly(type: string): GraphSchema {
  const name = shortName(type);
  return {
    $comment: `Only the name of ${name} is known, so it may have any property.`,
    title: name,
    type: ['object', 'null'],
    properties: { '@odata.type': ownType(type) },
    patternProperties: ANNOTATIONS,
    additionalProperties: true,
    'x-graph': { type, open: true },
  };
}
