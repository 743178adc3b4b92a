import type { Resource } from '../../catalog/resource.ts';
import type { ResourceSchema } from '../../catalog/schema.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { addressOf, contextPath, objectPath } from './addresses.ts';
import { comparable } from './comparable.ts';
import type { Store, StoredObject } from './store.ts';

/** The objects that a URL is about, however they are kept: those of a collection, or a single one. */
export interface ObjectSet {
  /** Every object, oldest first. */
  list(): readonly StoredObject[];
  /** The key of an object, as it is kept by. */
  idOf(object: JsonObject): string;
  /** The object of a key, as `idOf` has it. */
  byId(id: string): StoredObject | undefined;
  /**
   * The object as it is by now; undefined where it was deleted.
   *
   * @param body that is to change it: one that nobody has changed yet becomes what the body says that it is
   * @throws Refusal 400 where the body does not say what it is, and has to.
   */
  current(stored: StoredObject, body: JsonObject): StoredObject | undefined;
  /**
   * The schema of a new object.
   *
   * @throws Refusal 400 where the body does not say what it is, and has to, or says something else.
   */
  schemaFor(body: JsonObject): ResourceSchema;
  /** Keeps a new object of the type of `schema`. */
  add(id: string, object: JsonObject, schema: ResourceSchema): StoredObject;
  /** Keeps a changed object in its place. */
  replace(stored: StoredObject, object: JsonObject): StoredObject;
  /** Forgets an object. */
  remove(stored: StoredObject): void;
  /** The schema of what an object really is: the URL may lead to objects of derived types. */
  schemaOf(stored: StoredObject): ResourceSchema;
  /** What a context URL says behind `$metadata#`, without `/$entity`: `connections('c')/groups`. */
  readonly context: string;
  /** Whether it holds one object by nature, which needs no key. */
  readonly single: boolean;
  /** Path of an object from the version on, percent-encoded. */
  pathOf(id: string): string;
  /** What the links of an object are kept by. */
  linkOwner(stored: StoredObject): string;
}

/** What the links of an object of a written schema are kept by, whatever the URL that leads to it. */
export function writtenOwner({ set, id, parents }: StoredObject): string {
  return `${set} ${JSON.stringify([...parents, id].map(comparable))}`;
}

/** The objects of a written schema: those of its type that are part of the objects in the URL. */
export function writtenSet(store: Store, resource: Resource): ObjectSet {
  const { schema } = resource;
  const { type } = schema['x-graph'];
  const { parents } = addressOf(resource);
  return {
    list: () => store.list(type, parents),
    byId: (id) => store.find(type, { key: { value: id }, parents }),
    current: (stored) => store.current(type, stored) ?? stillMadeUp(store, type, stored),
    add: (id, object) => store.put(type, { id, object, parents }),
    replace: (stored, object) => store.put(type, { ...stored, object }),
    remove: (stored) => {
      store.remove(type, stored);
      store.links.forget(writtenOwner(stored));
    },
    idOf: (object) => String(object.id),
    schemaOf: () => schema,
    schemaFor: () => schema,
    context: contextPath(resource),
    single: false,
    pathOf: (id) => objectPath(resource, id),
    linkOwner: writtenOwner,
  };
}

/** What nobody has sent, where nobody has deleted it meanwhile. */
function stillMadeUp(store: Store, type: string, stored: StoredObject): StoredObject | undefined {
  const gone = stored.madeUp !== true || store.wasRemoved(type, stored.id, stored.parents);
  return gone ? undefined : stored;
}
