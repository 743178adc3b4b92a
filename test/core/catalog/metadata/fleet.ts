import { readFileSync } from 'node:fs';
import { metadataCatalog } from '../../../../src/core/catalog/metadata/catalog.ts';
import type { Catalog } from '../../../../src/core/catalog/resource.ts';
import { CsdlCompiler } from '../../../../src/core/csdl/compile.ts';
import { MetadataFile, writeMetadata } from '../../../../src/core/csdl/file.ts';

/** Compiles a document, writes it as a file and opens that. */
export function compiled(csdl: string): MetadataFile {
  const compiler = new CsdlCompiler();
  compiler.write(csdl);
  const file = MetadataFile.open(writeMetadata(compiler.end(), { address: 'test', checked: 0 }));
  if (!file) throw new Error('What was written cannot be opened.');
  return file;
}

/** An invented service that has something of everything. */
export const fleet: MetadataFile = compiled(readFileSync(`${import.meta.dirname}/fleet.csdl`, 'utf8'));

/** Its catalog, as version v1.0. */
export const fleetCatalog: Catalog = metadataCatalog({ version: 'v1.0', file: fleet });
