import { isToMany } from '../../catalog/kinds.ts';
import type { NavigationFacts, ResourceSchema } from '../../catalog/schema.ts';
import { boundName } from '../../catalog/wellKnownNames.ts';
import { ownValue } from '../../change/json.ts';
import { rootType } from '../../change/types.ts';
import { itemType } from '../../csdl/names.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { Refusal } from '../answer.ts';
import type { ResourceCall } from '../call.ts';
import type { StoredObject } from '../objects/store.ts';
import { shortened } from '../resource/sentences.ts';
import { findOnWay } from './find.ts';
import { type LinkedSet, linkedAlready } from './linkedSet.ts';
import { linkedObject } from './linkTarget.ts';
import type { Member } from './member.ts';
import { surroundingsOf } from './surroundings.ts';

/** What a body links through a navigation property (OData JSON Format 4.01, section 8.5). */
export interface Binding {
  /** Name of the navigation property. */
  readonly name: string;
  /** It leads to several objects: these are linked besides those that are linked already. */
  readonly collection: boolean;
  /** Empty where the link is to be removed. */
  readonly members: readonly Member[];
}

/**
 * What a body links to the object that it is for. Nothing is linked yet.
 *
 * @throws Refusal 400 where something cannot be linked, 404 where an object is not there, 501 where only a service can
 *   tell what it is.
 */
export function bindingsIn(call: ResourceCall, schema: ResourceSchema, body: JsonObject): readonly Binding[] {
  return Object.keys(body).flatMap((at): readonly Binding[] => {
    const bound = boundName(at);
    if (bound === undefined) return [];
    const { name, facts } = navigationOf(schema, bound, at);
    const collection = isToMany(facts);
    const urls = urlsOf(ownValue(body, at), collection, at);
    const type = itemType(facts.type);
    return [{ name, collection, members: urls.map((url) => linkedObject(call, { url, at, type })) }];
  });
}

/**
 * Checks that an object can have these links.
 *
 * @returns what links them
 * @throws Refusal 400 where something is linked already, 501 where the sandbox cannot tell where links are kept.
 */
export function linking(call: ResourceCall, stored: StoredObject, bindings: readonly Binding[]): () => void {
  const steps = bindings.map(({ name, collection, members }) => {
    const links = linksOf(call, stored, name);
    if (!collection) return () => links.put(members[0]);
    if (members.some((member) => links.has(member))) throw linkedAlready(name);
    return () => {
      for (const member of members) links.link(member);
    };
  });
  return () => {
    for (const step of steps) step();
  };
}

function navigationOf(
  schema: ResourceSchema,
  bound: string,
  at: string,
): { readonly name: string; readonly facts: NavigationFacts } {
  const { navigation } = rootType(schema).object;
  const wanted = bound.toLowerCase();
  const [name, facts] = [...navigation].find(([each]) => each.toLowerCase() === wanted) ?? [];
  if (name === undefined || facts === undefined) {
    throw unlinkable(
      at,
      `The resource '${schema.title}' has no navigation property '${shortened(bound)}' to link through.`,
    );
  }
  if (facts.contained === true) {
    throw unlinkable(at, `What '${name}' holds is part of the object, so nothing else can be linked there.`);
  }
  if (facts.instead !== undefined) {
    throw unlinkable(at, `'${name}' is not linked by an update. ${facts.instead}`);
  }
  return { name, facts };
}

function urlsOf(value: unknown, collection: boolean, at: string): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value === null && !collection) return [];
  if (collection && Array.isArray(value) && value.every((each) => typeof each === 'string')) return value;
  const wanted = collection ? 'a list of URLs of objects' : 'the URL of one object';
  throw unlinkable(at, `'${shortened(at)}' must be ${wanted}.`);
}

function unlinkable(at: string, message: string): Refusal {
  return new Refusal(400, 'Request_BadRequest', message, {
    details: [{ code: 'InvalidValue', message, target: shortened(at) }],
  });
}

/** The links of an object that a navigation property leads to. */
function linksOf(call: ResourceCall, stored: StoredObject, name: string): LinkedSet {
  const { catalog, resource, objects } = call;
  for (const path of pathsOf(call, stored)) {
    const target = catalog.locate(resource.version, `${path}/${name}`);
    if (target === undefined) continue;
    const { links } = findOnWay(surroundingsOf(call, target, resource.version), target.way);
    if (links?.owner === objects.linkOwner(stored)) return links;
  }
  const message = `The sandbox keeps links of objects that its metadata has, and it has none of '${shortened(name)}' here.`;
  throw new Refusal(501, 'notSupported', message);
}

/** Paths of an object behind the version: as it was asked for, and as the service has it. */
function* pathsOf({ objects, resource }: ResourceCall, { id, parents }: StoredObject): Generator<string> {
  yield objects.pathOf(id).slice(resource.version.length + 1);
  const keys = [...parents, id];
  for (const template of resource.endpoint.workingPaths) {
    const rest = [...keys];
    const path = template.replaceAll(/\{[^}]*\}/g, () => encodeURIComponent(rest.shift() ?? ''));
    if (rest.length === 0) yield path;
  }
}
