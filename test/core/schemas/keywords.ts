import type { GraphSchema } from '../../../src/core/catalog/schema.ts';

/**
 * Keywords of our schemas that say something without restricting values: those that VS Code adds to JSON
 * Schema, those of later drafts, and our own. A strict validator has to be told of them.
 */
export const annotationKeywords: readonly string[] = [
  'x-graph',
  'markdownDescription',
  'enumDescriptions',
  'markdownEnumDescriptions',
  'deprecationMessage',
  'defaultSnippets',
];

const restricting: ReadonlySet<string> = new Set([
  '$schema',
  '$id',
  '$ref',
  'type',
  'required',
  'enum',
  'format',
  'pattern',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
]);

/** The same schema with nothing in it but what a validator needs: no texts, examples and facts. */
export function withoutAnnotations(schema: GraphSchema): GraphSchema {
  const lean: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (restricting.has(keyword)) lean[keyword] = value;
  }
  for (const keyword of ['properties', 'patternProperties', 'definitions'] as const) {
    const named = schema[keyword];
    if (named) lean[keyword] = mapValues(named, withoutAnnotations);
  }
  for (const keyword of ['items', 'additionalProperties', 'if', 'then', 'else'] as const) {
    const inner = schema[keyword];
    if (inner !== undefined) lean[keyword] = typeof inner === 'boolean' ? inner : withoutAnnotations(inner);
  }
  if (schema.allOf) lean.allOf = schema.allOf.map(withoutAnnotations);
  return lean;
}

function mapValues<T, R>(record: Readonly<Record<string, T>>, change: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
