import type { ResourceSchema } from '../../catalog/schema.ts';
import { readObject } from '../../change/exact.ts';
import { isAnnotation } from '../../change/json.ts';
import { declaredProperty, rootType } from '../../change/types.ts';
import type { JsonObject } from '../../text/jsonValues.ts';

/** The JSON object of a body; undefined where the body is none. */
export function objectOf(body: string | undefined): JsonObject | undefined {
  return readObject(body ?? '');
}

/** What a request sets of an object that is there already; undefined where it is no such change. */
export function changeOf({
  method,
  body,
}: {
  readonly method: string;
  readonly body?: string;
}): JsonObject | undefined {
  return method === 'PATCH' || method === 'PUT' ? objectOf(body) : undefined;
}

/**
 * What `$select` has to name so that a read answers with the current values of all that a body touches: the
 * properties by their declared names, complex ones whole, and the key. Left out is what a read cannot bring:
 * write-only properties, links (`owners@odata.bind`), and names that a closed type does not have.
 *
 * @param schema of the resource; without it the names are taken as they are written
 */
export function selectFor(schema: ResourceSchema | undefined, patch: JsonObject): readonly string[] {
  const names = Object.keys(patch).filter((name) => !isAnnotation(name) && isSelectable(name));
  if (schema === undefined) return [...new Set(names)];
  const type = rootType(schema);
  const declared = names.flatMap((name) => {
    const property = declaredProperty(type, name);
    if (property === undefined) return type.open ? [name] : [];
    return property.schema.writeOnly === true ? [] : [property.name];
  });
  const key = declaredProperty(type, 'id')?.name;
  return [...new Set(key === undefined ? declared : [key, ...declared])];
}

/** Properties of a body that a read without `$select` does not bring. */
export function onlyOnSelect(schema: ResourceSchema | undefined, patch: JsonObject): readonly string[] {
  if (schema === undefined) return [];
  const type = rootType(schema);
  return selectFor(schema, patch).filter(
    (name) => declaredProperty(type, name)?.schema['x-graph']?.onlyOnSelect === true,
  );
}

/** Names of OData are identifiers: whatever else a body has as a name is not put into a URL. */
function isSelectable(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{Nd}_]{0,127}$/u.test(name);
}
