import type { ResourceSchema } from '../../catalog/schema.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import type { Refusal } from '../answer.ts';
import { comparable } from '../objects/comparable.ts';
import type { ObjectSet } from '../objects/objectSet.ts';
import type { StoredObject } from '../objects/store.ts';
import { badRequest } from '../resource/resourceRefusals.ts';
import { shortened } from '../resource/sentences.ts';
import { idOf, keyValues } from './keys.ts';
import { type Link, sameKept } from './linkBook.ts';
import type { Surroundings } from './makeUp.ts';
import { type Member, memberNamed, type Named, setAt } from './member.ts';
import { hasAll, hasSignInName, SIGN_IN_NAME } from './names.ts';
import type { LocatedSet } from './set.ts';
import type { Spot } from './spot.ts';

/** A navigation property of an object, through which others are linked. */
export interface LinkPlace {
  /** The object that has the links. */
  readonly from: Member;
  /** Name of the navigation property. */
  readonly name: string;
  /** It leads to several objects. */
  readonly collection: boolean;
  /** Where the objects are that it leads to. */
  readonly spot: Spot;
  /** They have no other place than this one, as far as the metadata tells. */
  readonly own: boolean;
}

/**
 * The objects that a navigation property links: those that somebody has linked. Before somebody changes that, they are
 * the objects of the set that it leads to where objects are made up; to an object that somebody has made, nothing is
 * linked at first.
 */
export class LinkedSet implements ObjectSet {
  readonly place: LinkPlace;
  readonly #around: Surroundings;
  readonly #home: LocatedSet;

  constructor(around: Surroundings, place: LinkPlace) {
    this.#around = around;
    this.place = place;
    this.#home = setAt(around, place.spot);
  }

  /** What the links are kept by. */
  get owner(): string {
    const { objects, stored } = this.place.from;
    return objects.linkOwner(stored);
  }

  /** The linked objects that are there, in the order in which they were linked. */
  members(): readonly Member[] {
    const links = this.#links();
    if (links === undefined) return this.#byNature();
    const { spot } = this.place;
    return links
      .flatMap((link) => this.#memberOf(link) ?? [])
      .filter(({ objects, stored }) => !spot.cast || objects.isOfType(objects.typeOf(stored), spot.type));
  }

  /**
   * The linked object that a URL names. Where everything is linked by nature, every object of the set is.
   *
   * @throws Refusal 400 where a key cannot be one of the type.
   */
  named(named: Named): Member | undefined {
    if (this.#links() === undefined) return memberNamed(this.#around, this.place.spot, named);
    const schema = this.#home.declared;
    const [{ value = '' } = {}] = named.values;
    const byName = value.includes('@') && hasSignInName(schema);
    if (byName || named.alternate) {
      const texts = byName ? [{ property: SIGN_IN_NAME, value }] : named.values;
      const wanted = keyValues(schema, texts);
      return this.members().find(({ stored }) => hasAll(stored.object, wanted));
    }
    const id = comparable(idOf(schema, this.#home.keysOf(named.values)));
    return this.members().find(({ stored }) => comparable(stored.id) === id);
  }

  /** Whether an object is linked. */
  has(member: Member): boolean {
    const { set, id, parents } = member.stored;
    const links = this.#links() ?? this.#byNature().map(({ stored }) => ({ kept: stored }));
    return links.some(({ kept }) => sameKept(kept, { set, id, parents }));
  }

  /** Links one more object; false where it is linked already. */
  link(member: Member): boolean {
    const links = this.#settled();
    const link = linkTo(member);
    if (links.some(({ kept }) => sameKept(kept, link.kept))) return false;
    this.#set([...links, link]);
    return true;
  }

  /** Links this object and no other; none at all where it is undefined. */
  put(member: Member | undefined): void {
    this.#set(member === undefined ? [] : [linkTo(member)]);
  }

  /** Removes the link to an object; false where there is none. */
  unlink(member: Member): boolean {
    const open = this.#links() === undefined;
    const links = this.#settled();
    const link = linkTo(member);
    const rest = links.filter(({ kept }) => !sameKept(kept, link.kept));
    this.#set(rest);
    return open || rest.length < links.length;
  }

  list(): readonly StoredObject[] {
    return this.members().map(({ stored }) => stored);
  }

  schemaOf(stored: StoredObject): ResourceSchema {
    const { type, set } = stored;
    const schema = type === undefined ? this.#around.writtenSchemaOf(set) : this.#around.schemaOf(type);
    return schema ?? this.#home.declared;
  }

  add(id: string, object: JsonObject, schema: ResourceSchema): StoredObject {
    const links = this.#settled();
    const stored = this.#home.add(id, object, schema);
    this.#set([...links, linkTo({ objects: this.#home, stored })]);
    return stored;
  }

  get context(): string {
    return this.#home.context;
  }

  get single(): boolean {
    return this.#home.single;
  }

  idOf(object: JsonObject): string {
    return this.#home.idOf(object);
  }

  byId(id: string): StoredObject | undefined {
    return this.#home.byId(id);
  }

  current(stored: StoredObject, body: JsonObject): StoredObject | undefined {
    return this.#home.current(stored, body);
  }

  schemaFor(body: JsonObject): ResourceSchema {
    return this.#home.schemaFor(body);
  }

  replace(stored: StoredObject, object: JsonObject): StoredObject {
    return this.#home.replace(stored, object);
  }

  remove(stored: StoredObject): void {
    this.#home.remove(stored);
  }

  pathOf(id: string): string {
    return this.#home.pathOf(id);
  }

  linkOwner(stored: StoredObject): string {
    return this.#home.linkOwner(stored);
  }

  /** The links that there are, from the other side too; undefined where everything is linked by nature. */
  #links(): readonly Link[] | undefined {
    const { from, name } = this.place;
    const others = this.#around.service.store.links.otherSide(from.stored, name);
    const own = this.#own();
    if (others.length === 0 || own === undefined) return others.length === 0 ? own : others;
    return [...own, ...others.filter((other) => !own.some(({ kept }) => sameKept(kept, other.kept)))];
  }

  /** Those that are kept as the object's own. */
  #own(): readonly Link[] | undefined {
    const { owner } = this;
    const { name, own } = this.place;
    const { store, makeObjects } = this.#around.service;
    const links = store.links.of(owner, name);
    if (links !== undefined || own) return links;
    return store.links.isMade(owner) || !makeObjects() ? [] : undefined;
  }

  #byNature(): readonly Member[] {
    const { name, collection, own } = this.place;
    const objects = this.#home;
    if (collection) return objects.list().map((stored) => ({ objects, stored }));
    if (!own) {
      const values = objects.keyFor(`${this.owner} ${name}`);
      return [memberNamed(this.#around, objects.spot, { values, alternate: false })].flatMap(
        (each) => each ?? [],
      );
    }
    const stored = objects.only();
    return stored === undefined ? [] : [{ objects, stored }];
  }

  /** The links as they can be changed: what is linked by nature is kept from now on. */
  #settled(): readonly Link[] {
    return this.#own() ?? this.#byNature().map(linkTo);
  }

  #set(links: readonly Link[]): void {
    const { from, name } = this.place;
    this.#around.service.store.links.set(this.owner, name, links, linkTo(from));
  }

  #memberOf({ spot, kept }: Link): Member | undefined {
    const stored = this.#around.service.store.current(kept.set, { ...kept, object: {} });
    return stored && { objects: setAt(this.#around, spot), stored };
  }
}

/** 400: there is such a link. */
export function linkedAlready(name: string): Refusal {
  return badRequest(`'${shortened(name)}' has a link to this object already. Each object is linked once.`);
}

/** A link to an object, which is kept from now on. */
function linkTo({ objects, stored }: Member): Link {
  const { set, id, parents } = objects.keep(stored);
  return { spot: { ...objects.spot, cast: false }, kept: { set, id, parents } };
}
