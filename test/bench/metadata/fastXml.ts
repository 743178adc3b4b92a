import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Run } from '../child.ts';
import { documentFile } from './files.ts';

interface FastXmlParser {
  readonly XMLParser: new (options: { ignoreAttributes: boolean }) => { parse(text: string): unknown };
}

/** The document as objects. The peer's folder comes from the environment. */
export function contestant(name: string): Run {
  const folder = process.env.GRAPH_HTTP_PEER ?? '';
  const { XMLParser }: FastXmlParser = createRequire(join(folder, 'package.json'))('fast-xml-parser');
  return () => new XMLParser({ ignoreAttributes: false }).parse(readFileSync(documentFile(name), 'utf8'));
}
