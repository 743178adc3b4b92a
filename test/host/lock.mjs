// A lock between processes: a file that holds the process id of its owner. Built-ins only.
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A lock without a readable owner is taken to be broken after this many milliseconds. */
const unownedAfter = 5000;

/**
 * Runs `work` while no other process runs under the same lock; waits for its turn. A lock whose owner is gone is
 * taken over.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  await mkdir(dirname(file), { recursive: true });
  let told = false;
  while (!(await take(file))) {
    if ((await isAbandoned(file)) && (await putAside(file))) continue;
    if (!told) process.stderr.write('Waiting for another run that is installing the same thing…\n');
    told = true;
    await pause(500);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

/** @param {string} file */
async function take(file) {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (cause) {
    if (/** @type {NodeJS.ErrnoException} */ (cause).code === 'EEXIST') return false;
    throw cause;
  }
}

/** @param {string} file */
async function isAbandoned(file) {
  try {
    const owner = Number(await readFile(file, 'utf8'));
    if (owner > 0) return !isAlive(owner);
    return Date.now() - (await stat(file)).mtimeMs > unownedAfter;
  } catch {
    return false;
  }
}

/**
 * Removes an abandoned lock; false when somebody else has just done so and taken the lock.
 * @param {string} file
 */
async function putAside(file) {
  const aside = `${file}.${process.pid}`;
  try {
    await rename(file, aside);
  } catch {
    return false;
  }
  if (await isAbandoned(aside)) {
    await rm(aside);
    return true;
  }
  await rename(aside, file);
  return false;
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return /** @type {NodeJS.ErrnoException} */ (cause).code === 'EPERM';
  }
}
