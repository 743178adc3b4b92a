import type { GraphSchema, ResourceSchema } from '../catalog/schema.ts';
import type { JsonObject } from '../text/jsonValues.ts';
import { isDoubtfulName, isSecretName } from '../text/secrets.ts';
import { isAnnotation } from './json.ts';

/**
 * A schema for an object of which no schema is known: it has the properties that can be seen, of any type. By it
 * complex values merge, collections are replaced, and null stays null, as OData has it. What sounds like a secret is
 * one.
 */
export function anySchema(...objects: readonly JsonObject[]): ResourceSchema {
  const names = objects.flatMap((object) => Object.keys(object)).filter((name) => !isAnnotation(name));
  const properties: Record<string, GraphSchema> = Object.create(null);
  for (const name of names)
    properties[name] = isSecret(name) ? { 'x-graph': { type: '', secret: true } } : {};
  return {
    $id: 'urn:graph-http:any',
    title: 'any',
    properties,
    definitions: {},
    'x-graph': { type: '', open: true, endpoints: [] },
  };
}

function isSecret(name: string): boolean {
  return isSecretName(name) || isDoubtfulName(name);
}
