import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { GivenDocument } from './intake.ts';

/** A file of the computer, as a document. */
export async function givenFile(path: string): Promise<GivenDocument> {
  const [bytes, modified] = [await readFile(path), await modifiedOf(path)];
  return { address: path, name: basename(path), bytes, modified };
}

/** When a file was last changed. */
export async function modifiedOf(path: string): Promise<string> {
  return (await stat(path)).mtime.toISOString();
}
