import type { ResourceSchema } from '../catalog/schema.ts';
import { ownValue } from '../change/json.ts';
import { isGuid } from '../check/formats.ts';
import type { JsonObject } from '../send/outcome.ts';
import type { ObjectKey } from './context.ts';

/** An object that the sandbox holds from the start. */
export interface Seed {
  /** Full name of its entity type, without `#`: `microsoft.graph.agentIdentity`. */
  readonly type: string;
  /** With its key, without annotations. */
  readonly object: JsonObject;
}

/** An object as it is now. */
export interface StoredObject {
  /** As it is spelled in the object. */
  readonly id: string;
  readonly object: JsonObject;
  /** `W/"…"`; another one after every change, and never one that was used before. */
  readonly etag: string;
}

/** The objects of one sandbox, by type and key. They live as long as it does. */
export class Store {
  readonly #seeds: readonly Seed[];
  readonly #objects = new Map<string, Map<string, StoredObject>>();
  readonly #instance = globalThis.crypto.randomUUID().slice(0, 8);
  #revision = 0;

  constructor(seeds: readonly Seed[]) {
    this.#seeds = seeds;
    this.reset();
  }

  /** Puts the seeds back. Entity tags of before hold no longer. */
  reset(): void {
    this.#objects.clear();
    for (const { type, object } of this.#seeds) this.#put(type, String(object.id), object);
  }

  /**
   * The object of a type.
   *
   * @param key GUIDs are compared without case, others exactly; undefined: the type's first object, which the
   *   URLs of the API pages mean that carry no key
   */
  find(schema: ResourceSchema, key: ObjectKey | undefined): StoredObject | undefined {
    const objects = this.#objects.get(schema['x-graph'].type);
    if (key === undefined) return objects?.values().next().value;
    const wanted = comparable(key.value);
    if (key.property === undefined) return objects?.get(wanted);
    for (const stored of objects?.values() ?? []) {
      const value = ownValue(stored.object, key.property);
      if (typeof value === 'string' && comparable(value) === wanted) return stored;
    }
    return undefined;
  }

  /** Keeps a changed object in the place of the one with the same key. */
  replace(schema: ResourceSchema, id: string, object: JsonObject): StoredObject {
    return this.#put(schema['x-graph'].type, id, object);
  }

  #put(type: string, id: string, object: JsonObject): StoredObject {
    const stored: StoredObject = { id, object, etag: this.#nextETag() };
    const objects = this.#objects.get(type) ?? new Map<string, StoredObject>();
    objects.set(comparable(id), stored);
    this.#objects.set(type, objects);
    return stored;
  }

  #nextETag(): string {
    this.#revision += 1;
    return `W/"${Buffer.from(`${this.#instance}-${this.#revision}`).toString('base64url')}"`;
  }
}

function comparable(key: string): string {
  return isGuid(key) ? key.toLowerCase() : key;
}
