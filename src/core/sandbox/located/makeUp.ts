import type { PathTarget } from '../../catalog/resource.ts';
import type { ApiVersion, ResourceSchema } from '../../catalog/schema.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import type { Service } from '../call.ts';
import { comparable } from '../objects/comparable.ts';
import { withFirstValues } from '../objects/newObject.ts';
import type { StoredObject } from '../objects/store.ts';
import { plausibleObject } from './plausible.ts';
import type { Spot } from './spot.ts';

/** What the objects of a spot need besides it. */
export interface Surroundings extends Pick<PathTarget, 'schemaOf' | 'setsOf'> {
  readonly service: Service;
  readonly version: ApiVersion;
  /** Who asks, as they signed in. */
  readonly account: string;
  /** The schema of a type as it was written by hand, else as the metadata has it. */
  writtenSchemaOf(type: string): ResourceSchema | undefined;
}

/** An object of a spot that nobody has made, the same each time. It is kept nowhere. */
export function madeUp(
  around: Surroundings,
  spot: Spot,
  id: string,
  keys: JsonObject,
  type = concreteType(around, spot),
): StoredObject {
  const schema = around.schemaOf(type);
  const object = schema === undefined ? keys : plausibleObject(schema, `${spot.set} ${comparable(id)}`, keys);
  return unkept(around, spot, { id, object, type });
}

/** An object of a spot where nothing is made up: everything that can be is null. */
export function bare(around: Surroundings, spot: Spot, id: string, keys: JsonObject): StoredObject {
  const type = concreteType(around, spot);
  const schema = around.schemaOf(type);
  const object = schema === undefined ? keys : withFirstValues(schema, keys, around.service.clock.now());
  return unkept(around, spot, { id, object, type });
}

function unkept(
  { service }: Surroundings,
  { set }: Spot,
  made: Pick<StoredObject, 'id' | 'object'> & { readonly type: string },
): StoredObject {
  return { ...made, set, parents: [], etag: service.store.firstETag, madeUp: true };
}

/** The declared type; of one that no object can have exactly, the first that is derived from it. */
function concreteType(around: Surroundings, { type }: Spot): string {
  const { abstract, derived = [] } = around.schemaOf(type)?.['x-graph'] ?? {};
  if (abstract !== true) return type;
  const names = derived.map((reference) => reference.slice('#/definitions/'.length));
  return names.find((name) => around.schemaOf(name)?.['x-graph'].abstract !== true) ?? type;
}
