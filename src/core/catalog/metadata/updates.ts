import { isCollection, itemType } from '../../csdl/names.ts';
import type { FullType, MetadataModel } from './model.ts';
import type { Place } from './place.ts';
import { navigatedTo, oneOf, rootPlace } from './walk.ts';

/** Segments of the longest path that is listed: containment goes round in circles. */
const LONGEST = 6;

/** Whether an object has anything that an update could set: many only lead to others, such as `admin`. */
export function hasValues(model: MetadataModel, type: FullType): boolean {
  if (type.open || type.record.kind === 'complex') return true;
  for (const name of type.properties.keys()) if (!type.key.includes(name)) return true;
  return (type.record.derived ?? []).some((name) => {
    const derived = model.full(name);
    return derived !== undefined && (derived.open || derived.properties.size > type.properties.size);
  });
}

/**
 * Every object that a path reaches from an entity set or singleton through what is contained in it, shortest paths of
 * each root first. A type is not entered again below itself.
 */
export function* containedPlaces(
  model: MetadataModel,
): Generator<{ readonly place: Place; readonly type: FullType }> {
  for (const root of model.roots) {
    const first = rootPlace(model, root);
    const pending = [{ place: oneOf(first), types: [root.type] }];
    for (let next = pending.shift(); next; next = pending.shift()) {
      const { place, types } = next;
      const type = model.full(place.type ?? '');
      if (!type) continue;
      yield { place, type };
      if (place.template.length >= LONGEST) continue;
      for (const { record } of type.navigation.values()) {
        const target = itemType(record.type);
        if (record.contained !== true || types.includes(target)) continue;
        pending.push({
          place: oneOf(navigatedTo(model, place, record, isCollection(record.type))),
          types: [...types, target],
        });
      }
    }
  }
}
