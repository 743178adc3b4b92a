import { collectionAt, endsInCast } from '../../catalog/collection.ts';
import { isOfWorkspace } from '../../catalog/completed.ts';
import type { Catalog, PathTarget, Resource, ResourceMiss } from '../../catalog/resource.ts';
import type { ResourceSchema } from '../../catalog/schema.ts';
import { objectKeyOf } from './addresses.ts';
import { seededId } from './seed.ts';

/** What a URL means by a written schema: an object, a collection, or, on an API page, either of them. */
export interface WrittenPlace {
  readonly known: true;
  readonly object?: Resource;
  readonly collection?: Resource;
}

/** What a URL of the sandbox means: by a written schema, else by metadata. */
export type Place =
  | WrittenPlace
  | { readonly known: true; readonly target: PathTarget }
  | { readonly known: false; readonly miss: ResourceMiss };

/** What a path means. */
export function placeOf(catalog: Catalog, version: string, path: string): Place {
  const own = catalog.resolve(version, path);
  const written = own.found && own.resource.compiled !== true ? own.resource : undefined;
  const below = collectionAt(catalog, version, path);
  const collection = below?.compiled === true ? undefined : below;
  const ofPage = [written, collection].find((each) => each !== undefined && isUnseeded(each.schema));
  const located = ofPage === undefined ? undefined : catalog.locate(version, path);
  if (ofPage !== undefined && located?.resource !== undefined) {
    return { known: true, target: asPageSays(located, located.resource, ofPage) };
  }
  if (written === undefined && collection === undefined) {
    const target = catalog.locate(version, path);
    if (target !== undefined) return { known: true, target };
    return { known: false, miss: own.found ? { segment: 0, expected: [] } : own.miss };
  }
  if (written === undefined) return { known: true, ...(collection ? { collection } : {}) };
  if (collection === undefined) return { known: true, object: written };
  // `…/apiConnectors/microsoft.graph.identityApiConnector` could be an object with a strange key.
  if (objectKeyOf(written) !== undefined && endsInCast(path)) return { known: true, collection };
  return { known: true, object: written, collection };
}

/** Whether a page of the workspace describes it, and the sandbox has no object of it from the start. */
function isUnseeded(schema: ResourceSchema): boolean {
  return isOfWorkspace(schema) && seededId(schema['x-graph'].type) === undefined;
}

/**
 * A place of the metadata that a page of the workspace describes as
 * well: where its objects are, and what they have.
 */
function asPageSays(target: PathTarget, known: Resource, { schema, endpoint }: Resource): PathTarget {
  const { type } = schema['x-graph'];
  return {
    ...target,
    // A page may be about one kind of what the path has.
    resource: { ...known, endpoint, ...(known.schema['x-graph'].type === type ? { schema } : {}) },
    update: { allowed: true },
    schemaOf: (name) => (name === type ? schema : target.schemaOf(name)),
  };
}
