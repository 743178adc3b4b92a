import { builtinSchemas } from './builtin.ts';
import { createCatalog } from './catalog.ts';
import type { Catalog } from './resource.ts';

/** The catalog of the built-in schemas. */
export async function loadCatalog(): Promise<Catalog> {
  return createCatalog(await builtinSchemas());
}
