import type { ResourceSchema } from '../../catalog/schema.ts';
import { ownValue } from '../../change/json.ts';
import { declaredProperty, rootType } from '../../change/types.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { Refusal } from '../answer.ts';
import { queriedProperty } from './queryOptions.ts';
import { shortened } from './sentences.ts';

/** A `$filter` that can be answered: one property, and the value that it has to have. */
export interface Filter {
  /** Its declared name. */
  readonly property: string;
  readonly matches: (object: JsonObject) => boolean;
}

/** `displayName eq 'O''Neill'`, `accountEnabled eq true`. */
const COMPARISON = /^\s*(\w+)\s+eq\s+('(?:[^']|'')*'|[^\s'()]+)\s*$/i;

/**
 * Reads a `$filter` of the form `property eq value`. Texts are compared without case, as Entra does.
 *
 * @throws Refusal 400 for every other filter, for unknown properties, and for a value of another kind.
 */
export function parseFilter(schema: ResourceSchema, text: string): Filter {
  const [, name = '', literal = ''] = COMPARISON.exec(text) ?? [];
  if (name === '') {
    throw unsupported('The sandbox filters by one property with eq: $filter=property eq value.');
  }
  const property = queriedProperty(schema, name);
  const declared = declaredProperty(rootType(schema), property)?.schema;
  const types = [declared?.type ?? []].flat();
  if (types.includes('object') || types.includes('array')) {
    throw unsupported(`'${property}' holds more than one value, and the sandbox does not filter by those.`);
  }
  const wanted = literalValue(literal);
  if (wanted !== null && types.length > 0 && !types.some((type) => fits(type, wanted))) {
    throw new Refusal(
      400,
      'Request_BadRequest',
      `Invalid filter clause: the value for '${property}' is of another type. Write texts in quotes: '…'.`,
    );
  }
  return { property, matches: (object) => sameFilterValue(ownValue(object, property), wanted) };
}

function literalValue(literal: string): string | number | boolean | null {
  if (literal.startsWith("'")) return literal.slice(1, -1).replaceAll("''", "'");
  if (/^null$/i.test(literal)) return null;
  if (/^(?:true|false)$/i.test(literal)) return literal.toLowerCase() === 'true';
  return /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(literal) ? Number(literal) : literal;
}

/** A GUID or a time is a string in JSON, and has no quotes in a filter. */
function fits(type: string, value: string | number | boolean): boolean {
  if (typeof value === 'number') return type === 'number' || type === 'integer';
  return type === typeof value;
}

function sameFilterValue(stored: unknown, wanted: string | number | boolean | null): boolean {
  if (wanted === null) return stored === null || stored === undefined;
  if (typeof stored === 'string' && typeof wanted === 'string') {
    return stored.toLowerCase() === wanted.toLowerCase();
  }
  return stored === wanted;
}

function unsupported(message: string): Refusal {
  return new Refusal(400, 'Request_UnsupportedQuery', shortened(message, 300));
}
