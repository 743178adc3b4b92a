import { comparable } from '../objects/comparable.ts';
import type { Spot } from './spot.ts';

/** A link to an object. */
export interface Link {
  /** Where the object is by the metadata. */
  readonly spot: Spot;
  /** What it is kept by. */
  readonly kept: { readonly set: string; readonly id: string; readonly parents: readonly string[] };
}

/**
 * The other sides of links: what is set as `manager` is read as `directReports` too. The pages of the resources tell
 * (user, group, device); the metadata of Microsoft Graph names no partners (CSDL 4.01, section 8.4).
 */
const OTHER_SIDES: ReadonlyMap<string, string> = new Map([
  ['memberOf', 'members'],
  ['directReports', 'manager'],
  ['ownedObjects', 'owners'],
  ['ownedDevices', 'registeredOwners'],
  ['registeredDevices', 'registeredUsers'],
]);

/** Whether both are the same object. */
export function sameKept(a: Link['kept'], b: Link['kept']): boolean {
  return placeOf(a) === placeOf(b);
}

function placeOf({ set, id, parents }: Link['kept']): string {
  return JSON.stringify([set, ...parents, id].map(comparable));
}

/**
 * The links of a sandbox's objects, by the object that has them and the navigation property that they are for. Of an
 * object that is made up nothing is kept before somebody changes its links.
 */
export class LinkBook {
  readonly #owners = new Map<string, Map<string, readonly Link[]>>();
  /** The owners themselves. */
  readonly #from = new Map<string, Link>();
  /** Owners that somebody has made. */
  readonly #made = new Set<string>();

  /** The links that somebody has set; undefined where nobody has. */
  of(owner: string, name: string): readonly Link[] | undefined {
    return this.#owners.get(owner)?.get(name);
  }

  /** The objects that have set a link to an object, of which a navigation property is the other side. */
  otherSide(object: Link['kept'], name: string): readonly Link[] {
    const side = OTHER_SIDES.get(name);
    if (side === undefined) return [];
    return [...this.#owners].flatMap(([owner, names]) => {
      const isLinked = names.get(side)?.some(({ kept }) => sameKept(kept, object));
      return isLinked ? (this.#from.get(owner) ?? []) : [];
    });
  }

  /** Whether somebody has made the object: nothing is linked to it but what they link. */
  isMade(owner: string): boolean {
    return this.#made.has(owner);
  }

  /** Says that somebody has made an object. */
  begin(owner: string): void {
    this.forget(owner);
    this.#made.add(owner);
  }

  /**
   * Sets all links of a navigation property.
   *
   * @param from the owner itself
   */
  set(owner: string, name: string, links: readonly Link[], from: Link): void {
    this.#from.set(owner, from);
    const known = this.#owners.get(owner) ?? new Map<string, readonly Link[]>();
    known.set(name, links);
    this.#owners.set(owner, known);
  }

  /** Forgets the links of an object that is gone. */
  forget(owner: string): void {
    this.#owners.delete(owner);
    this.#from.delete(owner);
    this.#made.delete(owner);
  }

  clear(): void {
    this.#owners.clear();
    this.#from.clear();
    this.#made.clear();
  }
}
