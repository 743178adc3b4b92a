import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Run } from '../child.ts';
import { documentFile } from './files.ts';

interface OdataCsdl {
  xml2json(xml: string, options?: { readonly strict?: boolean }): unknown;
}

/** The document as CSDL JSON, and that as text. The peer's folder comes from the environment. */
export function contestant(name: string): Run {
  const folder = process.env.GRAPH_HTTP_PEER ?? '';
  const { xml2json }: OdataCsdl = createRequire(join(folder, 'package.json'))('odata-csdl');
  return () => JSON.stringify(xml2json(readFileSync(documentFile(name), 'utf8'), { strict: false }));
}
