import type { WayStep } from '../../catalog/resource.ts';
import type { StoredObject } from '../objects/store.ts';
import { objectNotFound } from '../resource/resourceRefusals.ts';
import type { KeyText } from './keys.ts';
import { LocatedSet, type Surroundings } from './set.ts';
import { type Spot, type SpotObject, spotAt, spotBelow } from './spot.ts';

/** How a path names one object of a set; absent where it names the set, or the set has one object only. */
type Key = WayStep & { readonly kind: 'key' };

/** What a path means, as far as its objects go. */
export interface Found {
  readonly objects: LocatedSet;
  /** Whether one object is meant. */
  readonly one: boolean;
  /** The object; undefined where it is not there, or none is meant. */
  readonly stored: StoredObject | undefined;
  /** What the URL gives as its key; empty where it is found otherwise. */
  readonly keys: readonly KeyText[];
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
  #key: Key | undefined;
  #behind: (WayStep & { readonly kind: 'property' | 'cast' })[] = [];

  constructor(around: Surroundings) {
    this.#around = around;
  }

  follow(step: WayStep): void {
    switch (step.kind) {
      case 'root':
        this.#enter(spotBelow(undefined, [step.name], step));
        break;
      case 'navigation': {
        const names = this.#behind.flatMap((each) => (each.kind === 'property' ? [each.name] : []));
        this.#enter(spotBelow(this.#owner(), [...names, step.name], step));
        break;
      }
      case 'itemPath':
        this.#enter(spotAt(this.#owner(), step.path));
        break;
      case 'key':
        this.#key = step;
        break;
      case 'cast':
        if (this.#behind.length > 0 || this.#spot === undefined) this.#behind.push(step);
        else this.#spot = { ...this.#spot, type: step.type, cast: true };
        break;
      case 'property':
        this.#behind.push(step);
        break;
      case 'operation':
        break;
    }
  }

  found(): Found {
    const objects = this.#objects();
    const one = this.#spotHere().single || this.#key !== undefined;
    return {
      ...{ objects, one },
      stored: one ? this.#stored(objects) : undefined,
      keys: this.#key === undefined || this.#key.alternate ? [] : this.#key.values,
      behind: this.#behind,
    };
  }

  #enter(spot: Spot): void {
    this.#spot = spot;
    this.#key = undefined;
    this.#behind = [];
  }

  /** The object that what follows is part of. */
  #owner(): SpotObject {
    const stored = this.#stored(this.#objects());
    if (stored === undefined) throw objectNotFound(this.#key?.values[0]?.value ?? this.#spotHere().set);
    return { spot: this.#spotHere(), id: stored.id };
  }

  #stored(objects: LocatedSet): StoredObject | undefined {
    const key = this.#key;
    if (key === undefined) return objects.only();
    return key.alternate ? objects.byAlternateKey(key.values) : objects.byKey(key.values);
  }

  #objects(): LocatedSet {
    const spot = this.#spotHere();
    const schema = this.#around.schemaOf(spot.type);
    if (schema === undefined) throw objectNotFound(spot.set);
    return new LocatedSet(this.#around, spot, schema);
  }

  #spotHere(): Spot {
    if (this.#spot === undefined) throw new Error('A path begins with an entity set or a singleton.');
    return this.#spot;
  }
}
