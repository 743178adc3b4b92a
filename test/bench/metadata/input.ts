import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CsdlCompiler } from '../../../src/core/csdl/compile.ts';
import { writeMetadata } from '../../../src/core/csdl/file.ts';
import { root } from '../../host/paths.ts';
import { benchCache } from '../children.ts';
import { compiledFile, DOCUMENTS, type DocumentName, documentFile } from './files.ts';

const shared = join(root, '../shared/data/graph-v1.0.csdl');
const fleet = fileURLToPath(new URL('../../core/catalog/metadata/fleet.csdl', import.meta.url));

/** What the documents are made of, in Markdown. */
export const made = existsSync(shared)
  ? 'the metadata of Microsoft Graph v1.0, and the same repeated under other namespaces'
  : 'a small document of our own, repeated under other namespaces';

/** Where the documents are, for the processes that read them. */
export const folder = join(benchCache, 'metadata');

/** Writes the documents and their compiled files. */
export async function writeDocuments(): Promise<void> {
  const text = readFileSync(existsSync(shared) ? shared : fleet, 'utf8');
  const sizes: Readonly<Record<DocumentName, number>> = { '3.4 MB': 3_400_000, '12 MB': 12_000_000 };
  await mkdir(folder, { recursive: true });
  for (const name of DOCUMENTS) {
    const document = repeated(text, Math.max(1, Math.round(sizes[name] / text.length)));
    await writeFile(documentFile(name, folder), document);
    const compiler = new CsdlCompiler();
    compiler.write(document);
    await writeFile(
      compiledFile(name, folder),
      writeMetadata(compiler.end(), { address: 'bench', checked: 0 }),
      'latin1',
    );
  }
}

/** The schemas of a document, so many times, each time under other namespaces and aliases. */
function repeated(text: string, times: number): string {
  const start = text.indexOf('<Schema ');
  const end = text.lastIndexOf('</Schema>') + '</Schema>'.length;
  const schemas = text.slice(start, end);
  const aliases = [...schemas.matchAll(/<Schema [^>]*Alias="([^"]+)"/g)].map(([, alias]) => alias);
  const namespaces = [...schemas.matchAll(/<Schema [^>]*Namespace="([^"]+)"/g)].map(([, name]) => name);
  const names = [...new Set([...aliases, ...namespaces])].sort((a = '', b = '') => b.length - a.length);
  const pattern = new RegExp(
    `(["(/ ])(${names.map((name) => name?.replaceAll('.', '\\.')).join('|')})(["./])`,
    'g',
  );
  const copies = Array.from({ length: times }, (_, index) =>
    index === 0 ? schemas : schemas.replaceAll(pattern, `$1$2${index}$3`),
  );
  return text.slice(0, start) + copies.join('\n') + text.slice(end);
}
