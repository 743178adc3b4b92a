import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Permissions of files that hold what people sent: nobody else on the computer needs to read them. */
const FILE_MODE = 0o600;
/** Permissions of the folders that they are in. */
export const FOLDER_MODE = 0o700;

/**
 * Adds a line to a file, behind whatever is there, and flushes it to the disk. Where an earlier write left
 * half a line, the new one begins on a line of its own.
 */
export async function appendDurably(path: string, line: string): Promise<void> {
  const file = await open(path, 'a+', FILE_MODE);
  try {
    const { size } = await file.stat();
    const last = Buffer.alloc(1, '\n');
    if (size > 0) await file.read(last, 0, 1, size - 1);
    await file.appendFile(`${last.toString() === '\n' ? '' : '\n'}${line}\n`);
    await file.sync();
    if (size === 0) await syncFolder(dirname(path));
  } finally {
    await file.close();
  }
}

/** Puts a file of these lines in the place of another, atomically, or removes that where there are none. */
export async function replaceDurably(path: string, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) await rm(path, { force: true });
  else await putInPlace(path, `${path}.${process.pid}.tmp`, lines.map((line) => `${line}\n`).join(''));
}

/**
 * Puts a file in the place of another, atomically: whoever reads sees the one or the other, whole.
 *
 * @param temporary path beside it that nobody else uses now
 * @param finish called with that path before the file takes its place
 */
export async function putInPlace(
  path: string,
  temporary: string,
  content: string | Uint8Array,
  finish?: (temporary: string) => Promise<void>,
): Promise<void> {
  try {
    const file = await open(temporary, 'w', FILE_MODE);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await finish?.(temporary);
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } finally {
    await rm(temporary, { force: true });
  }
}

/** The lines of a text that end with a line break, without empty ones. */
export function completeLines(text: string): readonly string[] {
  const end = text.lastIndexOf('\n');
  if (end < 0) return [];
  return text
    .slice(0, end)
    .split('\n')
    .filter((line) => line !== '');
}

/** Makes a file's name last as its content does. Not every system can do that to a folder. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  try {
    await folder?.sync().catch(() => {});
  } finally {
    await folder?.close();
  }
}
