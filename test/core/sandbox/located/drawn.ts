import type { Catalog, PathUpdate } from '../../../../src/core/catalog/resource.ts';
import { isNumeric, keyNames } from '../../../../src/core/sandbox/located/keys.ts';

/** The first update of each type that the metadata has one for, by the names of the types. */
export function updatesByType(catalog: Catalog): readonly PathUpdate[] {
  const updates = new Map<string, PathUpdate>();
  for (const update of catalog.updates()) {
    const { type } = update.schema['x-graph'];
    if (!updates.has(type)) updates.set(type, update);
  }
  return [...updates.keys()].toSorted().flatMap((name) => updates.get(name) ?? []);
}

/** So many of them, drawn by a generator that a seed starts (mulberry32). */
export function drawn<T>(all: readonly T[], count: number, seed: number): readonly T[] {
  const rest = [...all];
  const chosen: T[] = [];
  let state = seed;
  while (chosen.length < count && rest.length > 0) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const [each] = rest.splice(((mixed ^ (mixed >>> 14)) >>> 0) % rest.length, 1);
    if (each !== undefined) chosen.push(each);
  }
  return chosen;
}

/** A path with a value that fits at each placeholder: `/vehicles/{vehicleId}` → `/vehicles/1`. */
export function filledPath(catalog: Catalog, version: string, template: string): string {
  let path = '';
  for (const segment of template.split('/').slice(1)) {
    path = segment.startsWith('{') ? withKey(catalog, version, path) : `${path}/${segment}`;
  }
  return path;
}

function withKey(catalog: Catalog, version: string, collection: string): string {
  const schema = catalog.locate(version, collection)?.resource?.schema;
  if (schema === undefined) throw new Error(`${collection} leads to no objects.`);
  const names = keyNames(schema);
  const values = names.map((name) => (isNumeric(schema.properties[name] ?? {}) ? '7' : "'k7'"));
  if (names.length <= 1) return `${collection}/${values[0] === '7' ? '7' : GUID}`;
  return `${collection}(${names.map((name, index) => `${name}=${values[index]}`).join(',')})`;
}

const GUID = '5c83e5f4-3f2a-4a6e-9a55-2f0b1f9c8d10';
