import { collectionAt, endsInCast } from '../../catalog/collection.ts';
import type { Catalog, PathTarget, Resource, ResourceMiss } from '../../catalog/resource.ts';
import { objectKeyOf } from './addresses.ts';

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
