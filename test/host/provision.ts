import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { cache } from './paths.ts';
import { withProgress } from './progress.mjs';

/** Something that is installed once into the cache and then only read. */
export type Provision = {
  /** Folder name in the cache. */
  readonly name: string;
  /** What is installed: another pin means installing again. */
  readonly pin: string;
  /** What the person reads while it installs, as the start of a sentence. */
  readonly label: string;
  /** Fills the given empty folder. */
  readonly install: (folder: string) => Promise<void>;
};

/**
 * The folder of something in the cache, installed on first use. It is made beside its place and renamed when it is
 * complete, under a lock between processes, so that nobody ever sees half of it.
 */
export async function provision(wanted: Provision, place = cache): Promise<string> {
  const folder = join(place, wanted.name);
  if (await isProvisioned(folder, wanted.pin)) return folder;
  await withLock(join(place, `${wanted.name}.lock`), async () => {
    if (await isProvisioned(folder, wanted.pin)) return;
    await withProgress(wanted.label, () => installInto(place, wanted));
  });
  return folder;
}

async function isProvisioned(folder: string, pin: string): Promise<boolean> {
  if (!existsSync(folder)) return false;
  return (await readFile(join(folder, 'pin.txt'), 'utf8').catch(() => undefined)) === pin;
}

async function installInto(place: string, wanted: Provision): Promise<void> {
  await removeRemains(place, wanted.name);
  const folder = join(place, wanted.name);
  const staging = `${folder}.${randomUUID().slice(0, 8)}`;
  await mkdir(staging, { recursive: true });
  try {
    await wanted.install(staging);
    await writeFile(join(staging, 'pin.txt'), wanted.pin);
    await rm(folder, { recursive: true, force: true });
    await rename(staging, folder);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Folders of runs that were interrupted; under the lock nobody is at work in one. */
async function removeRemains(place: string, name: string): Promise<void> {
  const entries = await readdir(place, { withFileTypes: true });
  const remains = entries.filter((entry) => entry.isDirectory() && entry.name.startsWith(`${name}.`));
  for (const { name: each } of remains) await rm(join(place, each), { recursive: true, force: true });
}
