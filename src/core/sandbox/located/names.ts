import type { ResourceSchema } from '../../catalog/schema.ts';
import { ownValue } from '../../change/json.ts';
import { declaredProperty, rootType } from '../../change/types.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { comparable } from '../objects/comparable.ts';
import { keyNames } from './keys.ts';

/** The property that Microsoft Graph takes wherever it takes the id of a user. */
export const SIGN_IN_NAME = 'userPrincipalName';

/** Whether objects of a type are people who sign in by a name. */
export function hasSignInName(schema: ResourceSchema): boolean {
  return declaredProperty(rootType(schema), SIGN_IN_NAME) !== undefined;
}

/** Single properties that tell objects apart besides their keys. */
export function alternateNames(schema: ResourceSchema): readonly string[] {
  if (keyNames(schema).length !== 1) return [];
  const declared = schema['x-graph'].alternateKeys ?? [];
  const names = declared.flatMap((each) => (each.length === 1 ? each : []));
  return hasSignInName(schema) ? [...names, SIGN_IN_NAME] : names;
}

/** Whether an object has these values of alternate keys. */
export function hasAll(object: JsonObject, wanted: JsonObject): boolean {
  return Object.keys(wanted).every((name) => sameKey(name, ownValue(object, name), wanted[name]));
}

function sameKey(name: string, stored: unknown, wanted: unknown): boolean {
  if (typeof stored !== 'string' || typeof wanted !== 'string') return stored === wanted;
  if (name === SIGN_IN_NAME) return stored.toLowerCase() === wanted.toLowerCase();
  return comparable(stored) === comparable(wanted);
}
