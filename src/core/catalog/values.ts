import type { GraphSchema, JsonType } from './schema.ts';

/** A member of an enumeration. */
export interface Member {
  readonly value: string | number | boolean;
  /** What it means, Markdown. */
  readonly text?: string;
}

/** The members of an enumeration, without null; those of a flags enumeration stand in its facts. */
export function membersOf(schema: GraphSchema): readonly Member[] {
  const texts = schema.markdownEnumDescriptions ?? schema.enumDescriptions;
  const values = schema.enum ?? Object.keys(schema['x-graph']?.members ?? {});
  return values.flatMap((value, index): readonly Member[] => {
    const text = texts?.[index];
    if (value === null) return [];
    return [text === undefined || text === '' ? { value } : { value, text }];
  });
}

/** The names of the members of an enumeration. */
export function memberNames(schema: GraphSchema): readonly string[] {
  return membersOf(schema).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}

/** The JSON types that a schema allows, without `null`; empty where it says nothing. */
export function jsonTypes({ type, properties, items }: GraphSchema): readonly JsonType[] {
  const types = type === undefined ? [] : typeof type === 'string' ? [type] : type;
  if (types.length > 0) return types.filter((each) => each !== 'null');
  if (properties) return ['object'];
  return items ? ['array'] : [];
}

/** Whether a schema's `type` names null. */
export function takesNull({ type }: GraphSchema): boolean {
  return type !== undefined && [type].flat().includes('null');
}
