import { readdir, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { ResourceSchema } from '../core/catalog/schema.ts';
import { readSchema } from '../core/pages/schema/readSchema.ts';
import { SCHEMA_FOLDER, schemaNames } from '../core/pages/schema/schemaFolder.ts';
import { LineIndex } from '../core/text/lines.ts';
import { diskFiles, say } from './host.ts';

/**
 * The schemas that the workspace of a call keeps, such as those of imported API pages: of the folder of each request
 * file and of this one, or else of the nearest folder above that has some. What is wrong with one is said on standard
 * error, and it is not used.
 *
 * @param files request files as they were named
 */
export async function workspaceSchemas(files: readonly string[] = []): Promise<readonly ResourceSchema[]> {
  const starts = new Set([process.cwd(), ...files.map((file) => dirname(resolve(file)))]);
  const folders = await Promise.all([...starts].map(nearestFolder));
  const found = await Promise.all([...new Set(folders)].map((folder) => (folder ? schemasOf(folder) : [])));
  return found.flat();
}

/** The folder of schemas in a folder, or in the nearest one above it. */
async function nearestFolder(start: string): Promise<string | undefined> {
  for (let at = start; ; at = dirname(at)) {
    const folder = join(at, SCHEMA_FOLDER);
    const isFolder = await stat(folder).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (isFolder) return folder;
    if (dirname(at) === at) return undefined;
  }
}

async function schemasOf(folder: string): Promise<readonly ResourceSchema[]> {
  const names = schemaNames(await readdir(folder).catch(() => []));
  const read = await Promise.all(names.map((name) => schemaOf(join(folder, name))));
  return read.flatMap((schema) => schema ?? []);
}

async function schemaOf(path: string): Promise<ResourceSchema | undefined> {
  const text = await diskFiles.read(path);
  if (text === undefined) return undefined;
  const result = await readSchema(text);
  if (result.ok) return result.schema;
  const lines = new LineIndex(text);
  for (const { start, message } of result.faults) {
    const { line, character } = lines.positionAt(start);
    say(`${relative('.', path)}:${line + 1}:${character + 1}: ${message}`);
  }
  return undefined;
}
