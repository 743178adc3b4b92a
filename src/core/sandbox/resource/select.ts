import type { ResourceSchema } from '../../catalog/schema.ts';
import { queriedProperty, queryOptions } from './queryOptions.ts';
import { badRequest } from './resourceRefusals.ts';

/**
 * The properties that a request for one object asks for with `$select`, by their declared names; names are compared
 * without case.
 *
 * @returns undefined where everything is asked for
 * @throws Refusal 400 for a property that the type does not have, for `$select` twice, and for other query
 *   options of OData.
 */
export function selectedNames(schema: ResourceSchema, query: URLSearchParams): readonly string[] | undefined {
  return selectedIn(schema, queryOptions(query, ['select'], 'a single object').get('select'));
}

/** The same for the value of a `$select`; undefined for everything. */
export function selectedIn(schema: ResourceSchema, value: string | undefined): readonly string[] | undefined {
  const names = (value ?? '*').split(',').map((name) => name.trim());
  if (names.includes('*')) return undefined;
  if (names.includes('')) throw badRequest("The query option '$select' has an empty name in it.");
  return [...new Set(names.map((name) => queriedProperty(schema, name)))];
}
