import { metadataCatalog } from '../core/catalog/metadata/catalog.ts';
import type { Catalog } from '../core/catalog/resource.ts';
import { API_VERSIONS } from '../core/catalog/schema.ts';
import { loadMetadata } from '../core/metadata/load.ts';
import { systemClock } from '../core/send/clock.ts';

/** Options that give the catalog metadata documents. */
export interface DocumentOptions {
  /** OData CSDL documents, each with `v1.0=` or `beta=` before it where it is of one version only. */
  readonly metadata?: readonly string[];
}

/**
 * What the documents of a call know, in their order.
 *
 * @throws UserError where one cannot be read, or is no metadata
 */
export async function catalogsOf({ metadata = [] }: DocumentOptions): Promise<readonly Catalog[]> {
  const catalogs: Catalog[] = [];
  for (const text of metadata) {
    const version = API_VERSIONS.find((each) => text.startsWith(`${each}=`));
    const path = version === undefined ? text : text.slice(version.length + 1);
    const file = await loadMetadata(path, systemClock.now());
    for (const each of version === undefined ? API_VERSIONS : [version]) {
      catalogs.push(metadataCatalog({ version: each, file }));
    }
  }
  return catalogs;
}
