import { ANNOTATIONS } from '../catalog/metadata/annotations.ts';
import type { GraphSchema, ResourceSchema } from '../catalog/schema.ts';
import { shortName } from '../csdl/names.ts';

const PREFIX = '#/definitions/';

/**
 * The definitions of every type that the properties lead to: taken over from a known schema, with all that they lead to
 * in turn, else one of which only the name is known, and that may have any property.
 */
export function definitionsFor(
  properties: readonly GraphSchema[],
  known: readonly ResourceSchema[],
): Readonly<Record<string, GraphSchema>> {
  const found: Record<string, GraphSchema> = {};
  const pending = properties.flatMap(referencesIn);
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (Object.hasOwn(found, name)) continue;
    const taken = knownDefinition(name, known);
    const definition = taken === undefined ? nameOnly(name) : withoutPatterns(taken);
    found[name] = definition;
    pending.push(...referencesIn(definition));
  }
  return found;
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
    properties: {
      '@odata.type': {
        description: `Says which type this object has. Optional here, because ${name} is what the service expects in this place.`,
        type: 'string',
        enum: [`#${type}`, type],
        examples: [`#${type}`],
        'x-graph': { type: 'Edm.String', nullable: false },
      },
    },
    patternProperties: ANNOTATIONS,
    additionalProperties: true,
    'x-graph': { type, open: true },
  };
}
