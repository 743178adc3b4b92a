import { comparable } from '../objects/comparable.ts';

/** Where objects are kept by the metadata: a collection, or the place of a single object. */
export interface Spot {
  /** By which the store keeps them, and what a context URL says of them: `vehicles`, `vehicles('1')/trips`, `me`. */
  readonly set: string;
  /** Path from `/`, without version, percent-encoded. */
  readonly path: string;
  /** It has one object, which needs no key. */
  readonly single: boolean;
  /** Its object is there by nature: that of a singleton. */
  readonly always: boolean;
  /** Full name of its objects' type, or of the one that the path casts to. */
  readonly type: string;
  /** Full name of its objects' type, whatever the path casts to. */
  readonly declared: string;
  /** Whether the path casts to it: what is of another type is not meant. */
  readonly cast: boolean;
  /** Keys of the objects that its own are part of, outermost first. */
  readonly parents: readonly string[];
}

/** One object of a spot. */
export interface SpotObject {
  readonly spot: Spot;
  /** Empty where the spot is single. */
  readonly id: string;
}

/** What a context URL says of one object: `vehicles('1')`, `stops(country='DE',number=3)`. */
export function nameOf({
  spot,
  id,
}: {
  readonly spot: Pick<Spot, 'set' | 'single'>;
  readonly id: string;
}): string {
  if (spot.single) return spot.set;
  const key = isCompound(id) ? id : `'${comparable(id).replaceAll("'", "''")}'`;
  return `${spot.set}(${encodeURI(key)})`;
}

/** The path of one object from `/`, without version, percent-encoded. */
export function pathOf({ spot, id }: SpotObject): string {
  if (spot.single) return spot.path;
  const key = encodeURIComponent(id);
  return isCompound(id) ? `${spot.path}(${key})` : `${spot.path}/${key}`;
}

/** A key of several properties, as `Keys.idOf` writes it. */
function isCompound(id: string): boolean {
  return /^\w+=(?:'(?:[^']|'')*'|-?\d+),/.test(id);
}

/** Below an object. */
export function spotBelow(
  owner: SpotObject | undefined,
  names: readonly string[],
  { collection, type }: { readonly collection: boolean; readonly type: string },
): Spot {
  const below = names.join('/');
  const rest = {
    ...{ single: !collection, always: owner === undefined && !collection },
    ...{ type, declared: type, cast: false },
  };
  if (owner === undefined) return { set: below, path: `/${below}`, parents: [], ...rest };
  const { parents, single } = owner.spot;
  return {
    ...{ set: `${nameOf(owner)}/${below}`, path: `${pathOf(owner)}/${below}` },
    ...{ parents: single ? parents : [...parents, owner.id], ...rest },
  };
}

/** The objects of an entity set. */
export function spotOfSet({ name, type }: { readonly name: string; readonly type: string }): Spot {
  return spotBelow(undefined, [name], { collection: true, type });
}

/** A drive item at a path below another one. */
export function spotAt(owner: SpotObject, itemPath: string): Spot {
  const path = itemPath.split('/').map(encodeURIComponent).join('/');
  return {
    ...owner.spot,
    set: `${nameOf(owner)}:/${path}:`,
    path: `${pathOf(owner)}:/${path}:`,
    single: true,
    always: false,
  };
}
