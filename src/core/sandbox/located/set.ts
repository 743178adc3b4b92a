import { bareTypeName } from '../../catalog/objectSchema.ts';
import type { ResourceSchema } from '../../catalog/schema.ts';
import { ownValue } from '../../change/json.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import type { Service } from '../call.ts';
import { comparable } from '../objects/comparable.ts';
import { type ObjectSet, writtenOwner } from '../objects/objectSet.ts';
import type { StoredObject } from '../objects/store.ts';
import { badRequest } from '../resource/resourceRefusals.ts';
import { shortened } from '../resource/sentences.ts';
import { firstKeys, idOf, type KeyText, keyNames, keysFrom, keyValues } from './keys.ts';
import { bare, madeUp, type Surroundings } from './makeUp.ts';
import { alternateNames, hasAll, hasSignInName, SIGN_IN_NAME } from './names.ts';
import { nameOf, pathOf, type Spot } from './spot.ts';

/**
 * The objects of a spot: those that somebody has sent, and those that are made up. What is made up is not kept before
 * somebody changes it: it is made again, the same each time, so that reading costs no memory. Objects that a written
 * schema describes are kept by their type, and are meant here as well.
 */
export class LocatedSet implements ObjectSet {
  readonly spot: Spot;
  readonly #around: Surroundings;
  readonly #schema: ResourceSchema;

  constructor(around: Surroundings, spot: Spot, schema: ResourceSchema) {
    this.#around = around;
    this.spot = spot;
    this.#schema = schema;
  }

  /** The schema of the declared type. */
  get declared(): ResourceSchema {
    return this.#schema;
  }

  get context(): string {
    const { set, cast, type } = this.spot;
    return cast ? `${set}/${type}` : set;
  }

  get single(): boolean {
    return this.spot.single;
  }

  pathOf(id: string): string {
    return `/${this.#around.version}${pathOf({ spot: this.spot, id })}`;
  }

  idOf(object: JsonObject): string {
    return this.single ? '' : idOf(this.#schema, object);
  }

  linkOwner(stored: StoredObject): string {
    return stored.set === this.spot.set ? nameOf({ spot: this.spot, id: stored.id }) : writtenOwner(stored);
  }

  byId(id: string): StoredObject | undefined {
    const { set, single, parents } = this.spot;
    const stored = this.#store.current(set, { id, object: {}, parents: [] });
    if (stored !== undefined || single) return stored;
    for (const type of this.#types()) {
      const written = this.#store.find(type, { key: { value: id }, parents });
      if (written !== undefined) return written;
    }
    return undefined;
  }

  list(): readonly StoredObject[] {
    const { set, single, parents } = this.spot;
    const written = single ? [] : this.#types().flatMap((type) => this.#store.list(type, parents));
    const stored = [...this.#store.list(set, []), ...written].filter((each) => this.#isMeant(each));
    if (!this.#around.service.makeObjects()) return stored;
    const more = firstKeys(this.#schema, set)
      .map((keys) => ({ keys, id: idOf(this.#schema, keys) }))
      .filter(({ id }) => this.byId(id) === undefined && !this.#wasRemoved(id))
      .map(({ id, keys }) => madeUp(this.#around, this.spot, id, keys));
    return [...stored, ...more];
  }

  /** The one object of a single spot. */
  only(): StoredObject | undefined {
    const stored = this.byId('');
    if (stored !== undefined) return this.#isMeant(stored) ? stored : undefined;
    if (this.#wasRemoved('')) return undefined;
    if (this.#around.service.makeObjects()) return madeUp(this.#around, this.spot, '', {});
    return this.spot.always ? bare(this.#around, this.spot, '', {}) : undefined;
  }

  /**
   * The object of a key.
   *
   * @throws Refusal 400 where the key cannot be one of the type.
   */
  byKey(texts: readonly KeyText[]): StoredObject | undefined {
    const [{ value = '' } = {}] = texts;
    if (value.includes('@') && hasSignInName(this.#schema)) {
      return this.byAlternateKey([{ property: SIGN_IN_NAME, value }]);
    }
    return this.#byValues(this.keysOf(texts));
  }

  /**
   * The object that other properties than its key tell apart. One that is made up for it is kept at once: its key says
   * nothing of them.
   *
   * @throws Refusal 400 where a value cannot be one of its property.
   */
  byAlternateKey(texts: readonly KeyText[]): StoredObject | undefined {
    const wanted = keyValues(this.#schema, texts);
    const found = this.list().find(({ object }) => hasAll(object, wanted)) ?? this.#noted(wanted);
    if (found !== undefined || !this.#around.service.makeObjects()) return found;
    return this.#keepNew(JSON.stringify(wanted), wanted);
  }

  /**
   * The object of a singleton that is one of the set: whoever is signed in, where objects are people. It is there by
   * nature.
   *
   * @param name of the singleton: `me`
   */
  ofSingleton(name: string): StoredObject | undefined {
    const { account } = this.#around;
    if (!hasSignInName(this.#schema)) return this.#keepNew(name, {});
    const wanted = { [SIGN_IN_NAME]: account };
    return this.list().find(({ object }) => hasAll(object, wanted)) ?? this.#keepNew(name + account, wanted);
  }

  /** A key for what has none of its own: made up, the same each time. */
  keyFor(text: string): readonly KeyText[] {
    const keys = Object.entries(keysFrom(this.#schema, `${this.spot.set} ${text}`));
    return keys.map(([property, value]) => ({ property, value: String(value) }));
  }

  /** Whether an object is there because somebody has sent it, or is one of those that the set has by nature. */
  knows(texts: readonly KeyText[]): boolean {
    const id = idOf(this.#schema, this.keysOf(texts));
    if (this.byId(id) !== undefined) return true;
    if (!this.#around.service.makeObjects() || this.#wasRemoved(id)) return false;
    const first = firstKeys(this.#schema, this.spot.set).map((keys) => idOf(this.#schema, keys));
    return first.some((each) => comparable(each) === comparable(id));
  }

  /** Keeps an object that nobody has changed yet. */
  keep(stored: StoredObject): StoredObject {
    return stored.madeUp === true ? this.#store.put(this.spot.set, stored) : stored;
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

  schemaOf(stored: StoredObject): ResourceSchema {
    const { set, type } = stored;
    if (set !== this.spot.set) return this.#around.writtenSchemaOf(set) ?? this.#schema;
    return (type === undefined ? undefined : this.#around.schemaOf(type)) ?? this.#schema;
  }

  schemaFor(body: JsonObject): ResourceSchema {
    const sent = bareTypeName(ownValue(body, '@odata.type'));
    if (sent === undefined) {
      if (this.#schema.required?.includes('@odata.type')) throw this.#needsType();
      return this.#schema;
    }
    const schema = this.#around.schemaOf(sent);
    if (schema !== undefined && this.isOfType(sent, this.spot.type)) return schema;
    throw badRequest(
      `The resource at this URL is a '#${this.spot.type}', and the body's '@odata.type' says '${shortened(sent)}', which is none.`,
    );
  }

  current(stored: StoredObject, body: JsonObject): StoredObject | undefined {
    const { type } = this.spot;
    const wanted = this.schemaFor(body)['x-graph'].type;
    const now = this.#store.current(stored.set, stored);
    if (now !== undefined || stored.madeUp !== true) return now;
    if (this.#wasRemoved(stored.id)) return undefined;
    const said = wanted !== type || ownValue(body, '@odata.type') !== undefined;
    if (!said || wanted === stored.type) return stored;
    return madeUp(this.#around, this.spot, stored.id, this.single ? {} : this.#keysIn(stored), wanted);
  }

  add(id: string, object: JsonObject, schema: ResourceSchema): StoredObject {
    const type = schema['x-graph'].type;
    const stored = this.#store.put(this.spot.set, { id, object, parents: [], type });
    this.#store.links.begin(this.linkOwner(stored));
    return stored;
  }

  replace(stored: StoredObject, object: JsonObject): StoredObject {
    return this.#store.put(stored.set, { ...stored, object });
  }

  remove(stored: StoredObject): void {
    this.#store.remove(stored.set, stored);
    this.#store.links.forget(this.linkOwner(stored));
  }

  /** Full name of the type of an object. */
  typeOf(stored: StoredObject): string {
    if (stored.set !== this.spot.set) return stored.set;
    return stored.type ?? this.#schema['x-graph'].type;
  }

  /** Whether what is of the type `name` is of the type `wanted`. */
  isOfType(name: string, wanted: string): boolean {
    return name === wanted || this.#around.schemaOf(name)?.['x-graph'].bases?.includes(wanted) === true;
  }

  get #store(): Service['store'] {
    return this.#around.service.store;
  }

  /** The types that objects here can have: by them, those of written schemas are kept. */
  #types(): readonly string[] {
    const { type, derived = [] } = this.#schema['x-graph'];
    return [type, ...derived.map((reference) => reference.slice('#/definitions/'.length))];
  }

  #wasRemoved(id: string): boolean {
    const { set, parents } = this.spot;
    if (this.#store.wasRemoved(set, id)) return true;
    const written = [parents, []];
    return this.#types().some((type) => written.some((each) => this.#store.wasRemoved(type, id, each)));
  }

  #byValues(keys: JsonObject): StoredObject | undefined {
    const id = idOf(this.#schema, keys);
    const stored = this.byId(id);
    if (stored !== undefined) return this.#isMeant(stored) ? stored : undefined;
    if (!this.#around.service.makeObjects() || this.#wasRemoved(id)) return undefined;
    const made = madeUp(this.#around, this.spot, id, keys);
    this.#note(made);
    return made;
  }

  /** Keeps an object that is made up for what it has, unless it was deleted. */
  #keepNew(seed: string, wanted: JsonObject): StoredObject | undefined {
    const keys = keysFrom(this.#schema, `${this.spot.set} ${seed}`);
    const id = idOf(this.#schema, keys);
    const stored = this.byId(id);
    if (stored !== undefined || this.#wasRemoved(id)) return stored;
    const make = this.#around.service.makeObjects() ? madeUp : bare;
    const made = make(this.#around, this.spot, id, keys);
    return this.keep({ ...made, object: { ...made.object, ...wanted } });
  }

  /** Remembers what else an object that is only read can be called. */
  #note({ id, object }: StoredObject): void {
    for (const name of alternateNames(this.#schema)) {
      const value = ownValue(object, name);
      if (value !== undefined && value !== null) this.#store.note(this.spot.set, `${name}=${value}`, id);
    }
  }

  #noted(wanted: JsonObject): StoredObject | undefined {
    const [[name = '', value] = [], ...more] = Object.entries(wanted);
    const id = more.length === 0 ? this.#store.noted(this.spot.set, `${name}=${value}`) : undefined;
    const [property = 'id'] = keyNames(this.#schema);
    const found = id === undefined ? undefined : this.byKey([{ property, value: id }]);
    // Somebody may have changed what it was called by.
    return found !== undefined && hasAll(found.object, wanted) ? found : undefined;
  }

  #needsType(): Error {
    return badRequest(
      `'@odata.type' is missing: there is no plain ${this.#schema.title}, so the body has to say which kind it is.`,
    );
  }

  #keysIn({ object }: StoredObject): JsonObject {
    return Object.fromEntries(keyNames(this.#schema).map((name) => [name, ownValue(object, name)]));
  }

  #isMeant(stored: StoredObject): boolean {
    return !this.spot.cast || this.isOfType(this.typeOf(stored), this.spot.type);
  }
}
