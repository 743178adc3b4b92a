import { bareTypeName } from '../../catalog/objectSchema.ts';
import type { PathTarget } from '../../catalog/resource.ts';
import type { ApiVersion, ResourceSchema } from '../../catalog/schema.ts';
import { ownValue } from '../../change/json.ts';
import { declaredProperty, rootType } from '../../change/types.ts';
import type { JsonObject } from '../../send/outcome.ts';
import type { Service } from '../call.ts';
import { withFirstValues } from '../objects/newObject.ts';
import type { ObjectSet } from '../objects/objectSet.ts';
import { comparable, type StoredObject } from '../objects/store.ts';
import { badRequest } from '../resource/resourceRefusals.ts';
import { shortened } from '../resource/sentences.ts';
import { firstKeys, idOf, type KeyText, keyNames, keysFrom, keyValues } from './keys.ts';
import { plausibleObject } from './plausible.ts';
import { pathOf, type Spot } from './spot.ts';

const SIGN_IN_NAME = 'userPrincipalName';

/** What the objects of a spot need besides it. */
export interface Surroundings {
  readonly service: Service;
  readonly version: ApiVersion;
  readonly schemaOf: PathTarget['schemaOf'];
}

/**
 * The objects of a spot: those that somebody has sent, and those that are made up. What is made up is not kept before
 * somebody changes it: it is made again, the same each time, so that reading costs no memory.
 */
export class LocatedSet implements ObjectSet {
  readonly #spot: Spot;
  readonly #around: Surroundings;
  /** The declared type. */
  readonly #schema: ResourceSchema;

  constructor(around: Surroundings, spot: Spot, schema: ResourceSchema) {
    this.#around = around;
    this.#spot = spot;
    this.#schema = schema;
  }

  get context(): string {
    const { set, cast, type } = this.#spot;
    return cast ? `${set}/${type}` : set;
  }

  get single(): boolean {
    return this.#spot.single;
  }

  pathOf(id: string): string {
    return `/${this.#around.version}${pathOf({ spot: this.#spot, id })}`;
  }

  idOf(object: JsonObject): string {
    return this.single ? '' : idOf(this.#schema, object);
  }

  byId(id: string): StoredObject | undefined {
    return this.#store.current(this.#spot.set, { id, object: {}, parents: [] });
  }

  list(): readonly StoredObject[] {
    const stored = this.#store.list(this.#spot.set, []).filter((each) => this.#isMeant(each));
    if (!this.#around.service.makeObjects()) return stored;
    const { set } = this.#spot;
    const more = firstKeys(this.#schema, set)
      .map((keys) => ({ keys, id: idOf(this.#schema, keys) }))
      .filter(({ id }) => this.byId(id) === undefined && !this.#store.wasRemoved(set, id))
      .map(({ id, keys }) => this.#madeUp(id, keys));
    return [...stored, ...more];
  }

  /** The one object of a single spot. */
  only(): StoredObject | undefined {
    const stored = this.byId('');
    if (stored !== undefined) return this.#isMeant(stored) ? stored : undefined;
    if (this.#store.wasRemoved(this.#spot.set, '')) return undefined;
    if (this.#around.service.makeObjects()) return this.#madeUp('', {});
    return this.#spot.always ? this.#bare() : undefined;
  }

  /**
   * The object of a key.
   *
   * @throws Refusal 400 where the key cannot be one of the type.
   */
  byKey(texts: readonly KeyText[]): StoredObject | undefined {
    const [{ value = '' } = {}] = texts;
    // Microsoft Graph takes the name by which a user signs in wherever it takes the id.
    if (value.includes('@') && declaredProperty(rootType(this.#schema), SIGN_IN_NAME)) {
      return this.byAlternateKey([{ property: SIGN_IN_NAME, value }]);
    }
    const keys = this.keysOf(texts);
    const id = idOf(this.#schema, keys);
    const stored = this.byId(id);
    if (stored !== undefined) return this.#isMeant(stored) ? stored : undefined;
    const made = this.#around.service.makeObjects() && !this.#store.wasRemoved(this.#spot.set, id);
    return made ? this.#madeUp(id, keys) : undefined;
  }

  /**
   * The object that other properties than its key tell apart. One that is made up for it is kept at once: its key says
   * nothing of them.
   *
   * @throws Refusal 400 where a value cannot be one of its property.
   */
  byAlternateKey(texts: readonly KeyText[]): StoredObject | undefined {
    const wanted = keyValues(this.#schema, texts);
    const found = this.list().find(({ object }) =>
      Object.keys(wanted).every((name) => sameKey(ownValue(object, name), wanted[name])),
    );
    if (found !== undefined || !this.#around.service.makeObjects()) return found;
    const { set } = this.#spot;
    const keys = keysFrom(this.#schema, `${set} ${JSON.stringify(wanted)}`);
    const id = idOf(this.#schema, keys);
    if (this.#store.wasRemoved(set, id)) return undefined;
    const { type, object } = this.#madeUp(id, keys);
    return this.#store.put(set, {
      ...{ id, parents: [], object: { ...object, ...wanted } },
      ...(type === undefined ? {} : { type }),
    });
  }

  /**
   * The key properties that a URL gives.
   *
   * @throws Refusal 400 where one of them is missing, or cannot be a value of its property.
   */
  keysOf(texts: readonly KeyText[]): JsonObject {
    const keys = keyValues(this.#schema, texts);
    const missing = keyNames(this.#schema).find((name) => !Object.hasOwn(keys, name));
    if (missing === undefined) return keys;
    throw badRequest(`The URL does not say which object is meant: the key '${missing}' is missing.`);
  }

  schemaOf({ type }: StoredObject): ResourceSchema {
    return (type === undefined ? undefined : this.#around.schemaOf(type)) ?? this.#schema;
  }

  schemaFor(body: JsonObject): ResourceSchema {
    const sent = bareTypeName(ownValue(body, '@odata.type'));
    if (sent === undefined) {
      if (this.#schema.required?.includes('@odata.type')) throw this.#needsType();
      return this.#schema;
    }
    const schema = this.#around.schemaOf(sent);
    if (schema !== undefined && this.#isOfType(schema)) return schema;
    throw badRequest(
      `The resource at this URL is a '#${this.#spot.type}', and the body's '@odata.type' says '${shortened(sent)}', which is none.`,
    );
  }

  current(stored: StoredObject, body: JsonObject): StoredObject | undefined {
    const { set, type } = this.#spot;
    const wanted = this.schemaFor(body)['x-graph'].type;
    const now = this.#store.current(set, stored);
    if (now !== undefined || stored.madeUp !== true) return now;
    if (this.#store.wasRemoved(set, stored.id)) return undefined;
    const said = wanted !== type || ownValue(body, '@odata.type') !== undefined;
    if (!said || wanted === stored.type) return stored;
    return this.#madeUp(stored.id, this.single ? {} : this.#keysIn(stored), wanted);
  }

  add(id: string, object: JsonObject, schema: ResourceSchema): StoredObject {
    return this.#store.put(this.#spot.set, { id, object, parents: [], type: schema['x-graph'].type });
  }

  replace(stored: StoredObject, object: JsonObject): StoredObject {
    return this.#store.put(this.#spot.set, { ...stored, object });
  }

  remove(stored: StoredObject): void {
    this.#store.remove(this.#spot.set, stored);
  }

  get #store(): Service['store'] {
    return this.#around.service.store;
  }

  #needsType(): Error {
    return badRequest(
      `'@odata.type' is missing: there is no plain ${this.#schema.title}, so the body has to say which kind it is.`,
    );
  }

  #keysIn({ object }: StoredObject): JsonObject {
    return Object.fromEntries(keyNames(this.#schema).map((name) => [name, ownValue(object, name)]));
  }

  #madeUp(id: string, keys: JsonObject, type = this.#concreteType()): StoredObject {
    const schema = this.#around.schemaOf(type) ?? this.#schema;
    const object = plausibleObject(schema, `${this.#spot.set} ${comparable(id)}`, keys);
    return { id, object, parents: [], type, etag: this.#store.firstETag, madeUp: true };
  }

  /** The object of a singleton where nothing is made up: everything that can be is null. */
  #bare(): StoredObject {
    const type = this.#concreteType();
    const schema = this.#around.schemaOf(type) ?? this.#schema;
    const object = withFirstValues(schema, {}, this.#around.service.clock.now());
    return { id: '', object, parents: [], type, etag: this.#store.firstETag, madeUp: true };
  }

  /** The declared type; of one that no object can have exactly, the first that is derived from it. */
  #concreteType(): string {
    const { abstract, derived = [] } = this.#schema['x-graph'];
    if (abstract !== true) return this.#spot.type;
    const names = derived.map((reference) => reference.slice('#/definitions/'.length));
    return (
      names.find((name) => this.#around.schemaOf(name)?.['x-graph'].abstract !== true) ?? this.#spot.type
    );
  }

  #isMeant(stored: StoredObject): boolean {
    return !this.#spot.cast || this.#isOfType(this.schemaOf(stored));
  }

  #isOfType(schema: ResourceSchema): boolean {
    const { type, bases = [] } = schema['x-graph'];
    return type === this.#spot.type || bases.includes(this.#spot.type);
  }
}

function sameKey(stored: unknown, wanted: unknown): boolean {
  if (typeof stored === 'string' && typeof wanted === 'string')
    return comparable(stored) === comparable(wanted);
  return stored === wanted;
}
