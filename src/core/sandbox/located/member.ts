import type { StoredObject } from '../objects/store.ts';
import { objectNotFound } from '../resource/resourceRefusals.ts';
import { type KeyText, keyNames } from './keys.ts';
import type { Surroundings } from './makeUp.ts';
import { LocatedSet } from './set.ts';
import { type Spot, spotOfSet } from './spot.ts';

/** An object, and where it is. */
export interface Member {
  readonly objects: LocatedSet;
  readonly stored: StoredObject;
}

/** How a URL names an object: by its key, or by other properties. */
export interface Named {
  readonly values: readonly KeyText[];
  readonly alternate: boolean;
}

/** The objects of a spot. */
export function setAt(around: Surroundings, spot: Spot): LocatedSet {
  const schema = around.schemaOf(spot.type);
  if (schema === undefined) throw objectNotFound(spot.set);
  return new LocatedSet(around, spot, schema);
}

/**
 * The object of a spot that a URL names. An entity set may hold what others hold as well, as `directoryObjects` holds
 * users and groups: it is the object of the set that knows it, or that is for its type alone.
 *
 * @throws Refusal 400 where a key cannot be one of the type.
 */
export function memberNamed(around: Surroundings, spot: Spot, named: Named): Member | undefined {
  const own = setAt(around, spot);
  const { values, alternate } = named;
  const objects = alternate ? own : (relativeFor(around, own, values) ?? own);
  const stored = alternate ? own.byAlternateKey(values) : objects.byKey(values);
  if (stored === undefined) return undefined;
  const fits = !spot.cast || objects.isOfType(objects.typeOf(stored), spot.type);
  return fits ? { objects, stored } : undefined;
}

/** The entity set of a narrower type that an object of an entity set is in; undefined where it is in its own. */
function relativeFor(
  around: Surroundings,
  own: LocatedSet,
  values: readonly KeyText[],
): LocatedSet | undefined {
  const { set, single, path, type, declared, cast } = own.spot;
  if (single || path !== `/${set}` || values.some(({ value }) => value.includes('@'))) return undefined;
  const keys = keyNamesOf(around, declared);
  const others = around
    .setsOf(declared)
    .filter((each) => each.name !== set && keyNamesOf(around, each.type) === keys);
  if (others.length === 0 || own.knows(values)) return undefined;
  const sets = others.map((each) => setAt(around, spotOfSet(each)));
  const exact = sets.filter((each) => each.spot.type === type);
  return sets.find((each) => each.knows(values)) ?? (cast && exact.length === 1 ? exact[0] : undefined);
}

function keyNamesOf(around: Surroundings, type: string): string {
  const schema = around.schemaOf(type);
  return schema === undefined ? '' : keyNames(schema).join();
}
