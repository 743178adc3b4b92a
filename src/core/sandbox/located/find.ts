import type { WayStep } from '../../catalog/resource.ts';
import type { ObjectSet } from '../objects/objectSet.ts';
import type { StoredObject } from '../objects/store.ts';
import { objectNotFound } from '../resource/resourceRefusals.ts';
import type { KeyText } from './keys.ts';
import { LinkedSet, type LinkPlace } from './linkedSet.ts';
import type { Surroundings } from './makeUp.ts';
import { type Member, memberNamed, type Named, setAt } from './member.ts';
import type { LocatedSet } from './set.ts';
import { type Spot, type SpotObject, spotAt, spotBelow, spotOfSet } from './spot.ts';

/** A step of a path to something that is linked, or part of another object. */
type Navigation = WayStep & { readonly kind: 'navigation' };

/** What a path means, as far as its objects go. */
export interface Found {
  /** What is read and added to: the objects of a collection, or the place of the one that is meant. */
  readonly objects: ObjectSet;
  /** Where an object is, or would be. */
  readonly home: LocatedSet;
  /** Whether one object is meant. */
  readonly one: boolean;
  /** The object; undefined where it is not there, or none is meant. */
  readonly stored: StoredObject | undefined;
  /** What the URL gives as its key; empty where it is found otherwise. */
  readonly keys: readonly KeyText[];
  /** The links through which the path reaches its end. */
  readonly links?: LinkedSet;
  /** What is behind the object: names of properties, and types that a value is cast to. */
  readonly behind: readonly (WayStep & { readonly kind: 'property' | 'cast' })[];
}

/**
 * Finds the objects that a path leads to. Every object on the way has to be there.
 *
 * @throws Refusal 404 where one is not, 400 where a key cannot be one.
 */
export function findOnWay(around: Surroundings, way: readonly WayStep[]): Found {
  const walker = new Walker(around);
  for (const step of way) walker.follow(step);
  return walker.found();
}

class Walker {
  readonly #around: Surroundings;
  #spot: Spot | undefined;
  #named: Named | undefined;
  /** Name of the singleton that an entity set was reached by. */
  #singleton: string | undefined;
  #links: LinkPlace | undefined;
  #behind: (WayStep & { readonly kind: 'property' | 'cast' })[] = [];

  constructor(around: Surroundings) {
    this.#around = around;
  }

  follow(step: WayStep): void {
    switch (step.kind) {
      case 'root': {
        const { name, type, home } = step;
        this.#enter(
          home === undefined ? spotBelow(undefined, [name], step) : spotOfSet({ name: home, type }),
        );
        this.#singleton = home === undefined ? undefined : name;
        break;
      }
      case 'navigation':
        this.#navigate(step);
        break;
      case 'itemPath':
        this.#enter(spotAt(this.#owner(), step.path));
        break;
      case 'key':
        this.#named = step;
        break;
      case 'cast':
        if (this.#behind.length > 0 || this.#spot === undefined) this.#behind.push(step);
        else this.#cast({ ...this.#spot, type: step.type, cast: true });
        break;
      case 'property':
        this.#behind.push(step);
        break;
      case 'operation':
        break;
    }
  }

  found(): Found {
    const spot = this.#spotHere();
    const links = this.#links && new LinkedSet(this.#around, this.#links);
    const isList =
      links === undefined ? !spot.single && this.#singleton === undefined : links.place.collection;
    const one = this.#named !== undefined || !isList;
    const member = one ? this.#member() : undefined;
    const home = member?.objects ?? setAt(this.#around, spot);
    return {
      ...{ home, one, stored: member?.stored, behind: this.#behind },
      objects: one ? home : (links ?? home),
      keys: this.#named === undefined || this.#named.alternate ? [] : this.#named.values,
      ...(links === undefined ? {} : { links }),
    };
  }

  #navigate(step: Navigation): void {
    const { name, type, collection, home, linked } = step;
    const member = this.#memberHere();
    const names = this.#behind.flatMap((each) => (each.kind === 'property' ? [each.name] : []));
    const path = [...names, name];
    const own = spotBelow({ spot: member.objects.spot, id: member.stored.id }, path, step);
    const spot = home === undefined ? own : spotOfSet({ name: home, type });
    this.#enter(spot);
    if (linked !== true) return;
    this.#links = { from: member, name: path.join('/'), collection, spot, own: home === undefined };
  }

  #cast(spot: Spot): void {
    this.#spot = spot;
    if (this.#links !== undefined) this.#links = { ...this.#links, spot };
  }

  #enter(spot: Spot): void {
    this.#spot = spot;
    this.#named = undefined;
    this.#singleton = undefined;
    this.#links = undefined;
    this.#behind = [];
  }

  /** The object that what follows is part of. */
  #owner(): SpotObject {
    const { objects, stored } = this.#memberHere();
    return { spot: objects.spot, id: stored.id };
  }

  #memberHere(): Member {
    const member = this.#member();
    if (member !== undefined) return member;
    throw objectNotFound(this.#named?.values[0]?.value ?? this.#links?.name ?? this.#spotHere().set);
  }

  #member(): Member | undefined {
    const spot = this.#spotHere();
    if (this.#links !== undefined) {
      const links = new LinkedSet(this.#around, this.#links);
      return this.#named === undefined ? links.members()[0] : links.named(this.#named);
    }
    if (this.#named !== undefined) return memberNamed(this.#around, spot, this.#named);
    const objects = setAt(this.#around, spot);
    const stored = this.#singleton === undefined ? objects.only() : objects.ofSingleton(this.#singleton);
    return stored && { objects, stored };
  }

  #spotHere(): Spot {
    if (this.#spot === undefined) throw new Error('A path begins with an entity set or a singleton.');
    return this.#spot;
  }
}
