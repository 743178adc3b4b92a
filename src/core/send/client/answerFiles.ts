import { type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Files that are kept at once; the oldest goes first. */
const MOST = 10;

/**
 * Private files for answers that are too large to show: in a folder of this process that nobody else on this
 * computer can read, removed with it.
 */
export class AnswerFiles {
  readonly #folder: string;
  readonly #paths: string[] = [];
  #made = 0;
  #closed = false;

  /** @param root folder for the folders of all processes; made on first use */
  constructor(root: string) {
    this.#folder = join(root, String(process.pid));
  }

  /**
   * A new empty file, open for writing.
   *
   * @param extension without the dot
   * @throws Error of Node where it cannot be made.
   */
  async create(extension: string): Promise<{ readonly path: string; readonly handle: FileHandle }> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    if (this.#closed) throw new Error('The client is closed.');
    const unique = globalThis.crypto.randomUUID().slice(0, 8);
    const path = join(this.#folder, `answer-${++this.#made}-${unique}.${extension}`);
    const handle = await open(path, 'wx', 0o600);
    this.#paths.push(path);
    for (const old of this.#paths.splice(0, Math.max(this.#paths.length - MOST, 0)))
      await rm(old, { force: true });
    return { path, handle };
  }

  /** Removes every file of this client, and lets it make no more. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#made > 0) await rm(this.#folder, { recursive: true, force: true });
  }
}

/**
 * Removes the files of processes that ended without doing so themselves.
 *
 * @param root as for `AnswerFiles`; need not exist
 */
export async function removeAbandonedAnswers(root: string): Promise<void> {
  const folders = await readdir(root).catch(() => []);
  const abandoned = folders.filter((name) => /^\d+$/.test(name) && !isRunning(Number(name)));
  await Promise.allSettled(abandoned.map((name) => rm(join(root, name), { recursive: true, force: true })));
}

function isRunning(process: number): boolean {
  try {
    // Signal 0 only asks.
    globalThis.process.kill(process, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
