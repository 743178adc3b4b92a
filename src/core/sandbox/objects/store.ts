import { ownValue } from '../../change/json.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { LinkBook } from '../located/linkBook.ts';
import type { ObjectAddress } from './addresses.ts';
import { comparable } from './comparable.ts';

/** An object that the sandbox holds from the start. */
export interface Seed {
  /** Full name of its entity type, without `#`: `microsoft.graph.agentIdentity`. */
  readonly type: string;
  /** With its key, without annotations. */
  readonly object: JsonObject;
}

/** An object as it is now. */
export interface StoredObject {
  /** Name of the set that it is kept in. */
  readonly set: string;
  /** As it is spelled in the object. */
  readonly id: string;
  readonly object: JsonObject;
  /** `W/"…"`; another one after every change, and never one that was used before. */
  readonly etag: string;
  /**
   * Keys of the objects that it is part of, outermost first (`/connections/{…}/groups/{…}/members`). A seed has
   * none: it is part of whatever a URL names.
   */
  readonly parents: readonly string[];
  /** Full name of its entity type, where objects of several types are kept together. */
  readonly type?: string;
  /** Nobody has sent anything of it yet: it is made up, the same each time. */
  readonly madeUp?: true;
}

/** What is kept of an object: what it is, and where. */
export type Kept = Pick<StoredObject, 'id' | 'object' | 'parents' | 'type'>;

/** Deleted objects that are remembered; the oldest is forgotten first. */
const MOST_REMOVED = 10_000;
/** Names of objects that nobody has changed that are remembered; the oldest is forgotten first. */
const MOST_NOTED = 10_000;

/**
 * The objects of one sandbox, by the set that they are in and their keys. The objects of a written schema are one set,
 * which has the name of their type; in metadata, each collection is one, and so is the place of a single object. They
 * live as long as the sandbox does.
 */
export class Store {
  readonly #seeds: readonly Seed[];
  readonly #objects = new Map<string, Map<string, StoredObject>>();
  readonly #removed = new Set<string>();
  readonly #noted = new Map<string, string>();
  /** Which objects are linked to which. */
  readonly links = new LinkBook();
  readonly #instance = globalThis.crypto.randomUUID().slice(0, 8);
  #revision = 0;

  constructor(seeds: readonly Seed[]) {
    this.#seeds = seeds;
    this.reset();
  }

  /** Puts the seeds back, and removes everything else. Entity tags of before hold no longer. */
  reset(): void {
    this.#objects.clear();
    this.#removed.clear();
    this.#noted.clear();
    this.links.clear();
    for (const { type, object } of this.#seeds) {
      this.put(type, { id: String(object.id), object, parents: [] });
    }
  }

  /**
   * The object of a set.
   *
   * @param address GUIDs are compared without case, other keys exactly; without a key: the set's first object,
   *   which the URLs of the API pages mean that carry no key
   */
  find(set: string, { key, parents }: ObjectAddress): StoredObject | undefined {
    const objects = this.#of(set);
    if (key === undefined) return objects.values().next().value;
    if (key.property === undefined) {
      return objects.get(placeOf(parents, key.value)) ?? objects.get(placeOf([], key.value));
    }
    const wanted = comparable(key.value);
    for (const stored of this.list(set, parents)) {
      const value = ownValue(stored.object, key.property);
      if (typeof value === 'string' && comparable(value) === wanted) return stored;
    }
    return undefined;
  }

  /** The object as it is by now; undefined where it was deleted. */
  current(set: string, { id, parents }: Kept): StoredObject | undefined {
    return this.#of(set).get(placeOf(parents, id));
  }

  /** Every object of a set that is part of the same objects, oldest first. */
  list(set: string, parents: readonly string[]): readonly StoredObject[] {
    const place = placeOf(parents, '');
    return [...this.#of(set).values()].filter(
      (stored) => stored.parents.length === 0 || placeOf(stored.parents, '') === place,
    );
  }

  /** Keeps an object that is new or has changed; one that has the same key goes. */
  put(set: string, { id, object, parents, type }: Kept): StoredObject {
    const stored: StoredObject = {
      ...{ set, id, object, parents, etag: this.#nextETag() },
      ...(type === undefined ? {} : { type }),
    };
    const objects = this.#objects.get(set) ?? new Map<string, StoredObject>();
    objects.set(placeOf(parents, id), stored);
    this.#objects.set(set, objects);
    this.#removed.delete(placeOf([set, ...parents], id));
    return stored;
  }

  /** Forgets an object, but not that it was deleted. */
  remove(set: string, { id, parents }: Kept): void {
    this.#of(set).delete(placeOf(parents, id));
    const [oldest] = this.#removed;
    if (this.#removed.size >= MOST_REMOVED && oldest !== undefined) this.#removed.delete(oldest);
    this.#removed.add(placeOf([set, ...parents], id));
  }

  /** Whether there was such an object, and it was deleted. */
  wasRemoved(set: string, id: string, parents: readonly string[] = []): boolean {
    return this.#removed.has(placeOf([set, ...parents], id));
  }

  /** Remembers which object of a set somebody has read that has another name than its key. */
  note(set: string, name: string, id: string): void {
    const [oldest] = this.#noted.keys();
    if (this.#noted.size >= MOST_NOTED && oldest !== undefined) this.#noted.delete(oldest);
    this.#noted.set(placeOf([set], name), id);
  }

  /** The key of the object that was noted last by that name. */
  noted(set: string, name: string): string | undefined {
    return this.#noted.get(placeOf([set], name));
  }

  /** The entity tag of everything that is made up and that nobody has changed. */
  get firstETag(): string {
    return this.#etag(0);
  }

  #of(set: string): Map<string, StoredObject> {
    return this.#objects.get(set) ?? new Map();
  }

  #nextETag(): string {
    this.#revision += 1;
    return this.#etag(this.#revision);
  }

  #etag(revision: number): string {
    return `W/"${Buffer.from(`${this.#instance}-${revision}`).toString('base64url')}"`;
  }
}

function placeOf(parents: readonly string[], id: string): string {
  return JSON.stringify([...parents, id].map(comparable));
}
