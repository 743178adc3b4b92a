import { pathSegments } from './path.ts';
import type { Catalog, Resource } from './resource.ts';

/** Stands for the key of an object of a collection. */
const PROBE = 'key';

/**
 * The resource of a collection's objects, as if one of them was meant: the catalog knows objects, and a collection
 * is what has them below it. Its last key is a stand-in.
 *
 * @param version as for `Catalog.resolve`
 * @param path of the collection, as for `Catalog.resolve`
 * @returns undefined where the path is that of no collection
 */
export function collectionAt(catalog: Catalog, version: string, path: string): Resource | undefined {
  const below = catalog.resolve(version, `${path.replace(/\/+$/, '')}/${PROBE}`);
  return below.found && below.resource.keys.at(-1)?.value === PROBE ? below.resource : undefined;
}

/** Whether a path ends in the name of a type: `/servicePrincipals/microsoft.graph.agentIdentity`. */
export function endsInCast(path: string): boolean {
  return pathSegments(path).at(-1)?.text.includes('.') === true;
}
