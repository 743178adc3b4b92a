import type { JsonType } from '../../catalog/schema.ts';

/** A set of JSON types in one number, so that a value is held against all of them at once. */
export type Kinds = number;

const KINDS: Readonly<Record<JsonType, Kinds>> = {
  null: 1,
  boolean: 2,
  number: 4,
  integer: 8,
  string: 16,
  array: 32,
  object: 64,
};

/** What a `type` keyword allows; 0 where there is none. */
export function kindsOf(type: JsonType | readonly JsonType[] | undefined): Kinds {
  if (type === undefined) return 0;
  return typeof type === 'string' ? KINDS[type] : type.reduce((kinds, each) => kinds | KINDS[each], 0);
}

/**
 * The JSON types that a value has: a whole number is `number` and `integer`. 0 for what JSON text can hold and no
 * type takes: a number beyond the range of a double.
 */
export function kindsOfValue(value: unknown): Kinds {
  switch (typeof value) {
    case 'string':
      return KINDS.string;
    case 'boolean':
      return KINDS.boolean;
    case 'number':
      if (Number.isInteger(value)) return KINDS.number | KINDS.integer;
      return Number.isFinite(value) ? KINDS.number : 0;
    case 'object':
      if (value === null) return KINDS.null;
      return Array.isArray(value) ? KINDS.array : KINDS.object;
    default:
      return 0;
  }
}
