import type { GraphSchema } from '../catalog/schema.ts';
import { isSecretName } from '../text/secrets.ts';

/**
 * Whether a property's value must not be shown: it is secret or write-only by its schema. What no schema declares
 * is judged by its name.
 */
export function isSecretProperty(schema: GraphSchema | undefined, name: string): boolean {
  if (schema === undefined) return isSecretName(name);
  return schema.writeOnly === true || schema['x-graph']?.secret === true;
}

/** Whether PATCH cannot set a property: the service computes it, or it is fixed. */
export function isFixed(schema: GraphSchema | undefined): boolean {
  return schema?.readOnly === true || schema?.['x-graph']?.update !== undefined;
}
