import type { ResourceSchema } from '../catalog/schema.ts';
import { declaredProperty, rootType } from '../change/types.ts';
import { Refusal } from './answer.ts';
import { shortened } from './sentences.ts';

/** Query options of OData that the sandbox has no answer to; others are passed over, as custom options are. */
const UNANSWERED = new Set([
  'apply',
  'compute',
  'count',
  'deltatoken',
  'expand',
  'filter',
  'orderby',
  'search',
  'skip',
  'skiptoken',
  'top',
]);

/**
 * The properties that a request's `$select` asks for, by their declared names; names are compared without case,
 * and `$` may be left out, as Graph has it.
 *
 * @returns undefined where everything is asked for
 * @throws Refusal 400 for a property that the type does not have, for `$select` twice, and for other query
 *   options of OData.
 */
export function selectedNames(schema: ResourceSchema, query: URLSearchParams): readonly string[] | undefined {
  const lists: string[] = [];
  for (const [name, value] of query) {
    const option = name.toLowerCase().replace(/^\$/, '');
    if (option === 'select') lists.push(value);
    else if (UNANSWERED.has(option) || (name.startsWith('$') && option !== 'format')) throw unanswered(name);
  }
  if (lists.length > 1) throw refusal("The query option '$select' stands more than once.");
  const names = (lists[0] ?? '*').split(',').map((name) => name.trim());
  if (names.includes('*')) return undefined;
  return [...new Set(names.map((name) => declaredName(schema, name)))];
}

function declaredName(schema: ResourceSchema, name: string): string {
  if (name === '') throw refusal("The query option '$select' has an empty name in it.");
  const type = rootType(schema);
  const declared = declaredProperty(type, name);
  if (declared !== undefined) return declared.name;
  if (type.open && /^\w+$/.test(name)) return name;
  throw refusal(
    `Parsing OData Select and Expand failed: Could not find a property named '${shortened(name, 80)}' on type '${type.name}'.`,
  );
}

function unanswered(name: string): Refusal {
  return refusal(
    `The sandbox has no answer to the query option '${shortened(name, 80)}': it keeps single objects, and knows $select only.`,
  );
}

function refusal(message: string): Refusal {
  return new Refusal(400, 'BadRequest', message);
}
