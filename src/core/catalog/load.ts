import { builtinSchemas } from './builtin.ts';
import { createCatalog } from './catalog.ts';
import { overlayCatalogs } from './overlay.ts';
import type { Catalog } from './resource.ts';
import type { ResourceSchema } from './schema.ts';

/**
 * The catalog of the built-in schemas.
 *
 * @param first schemas that go before them
 * @param behind catalogs that know more
 */
export async function loadCatalog(
  first: readonly ResourceSchema[] = [],
  behind: readonly Catalog[] = [],
): Promise<Catalog> {
  const written = createCatalog([...first, ...(await builtinSchemas())]);
  return behind.length === 0 ? written : overlayCatalogs([written, ...behind]);
}
