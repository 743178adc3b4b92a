import { type FileHandle, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { LineStore } from '../host.ts';

/** Milliseconds after which the lock of a process that is gone, or stuck, does not count any more. */
const STALE_LOCK = 10_000;
const LOCK_STEP = 20;
/** Lines hold bodies of requests: nobody else on the computer needs to read them. */
const MODE = 0o600;

/**
 * A `LineStore` in a file that several processes may use at once (one editor window each).
 *
 * A line is appended by one write in append mode, which the system does not mix with another process's. A
 * rewrite is a new file put in the place of the old one. It replaces what this store last read: lines that
 * were appended since then, by anybody, are carried over, and may then be in the file twice.
 */
export function openLineFile(path: string): LineStore {
  return new LineFile(path);
}

class LineFile implements LineStore {
  readonly #path: string;
  /** The lines at the last reading: those that a rewrite is about. */
  #seen: ReadonlySet<string> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  async readLines(): Promise<readonly string[]> {
    const lines = completeLines(await readText(this.#path));
    this.#seen = new Set(lines);
    return lines;
  }

  appendLine(line: string): Promise<void> {
    if (/[\r\n]/.test(line)) return Promise.reject(new RangeError('A line cannot contain a line break.'));
    return this.#inTurn(() => this.#append(line));
  }

  rewrite(lines: readonly string[]): Promise<void> {
    return this.#inTurn(() => this.#replace(lines));
  }

  /** One change after the other, also after one that failed. */
  #inTurn(change: () => Promise<void>): Promise<void> {
    const next = this.#last.then(change, change);
    this.#last = next.catch(() => {});
    return next;
  }

  async #append(line: string): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true });
    // Where another process put a new file in the place of this one meanwhile, the line goes into that too.
    for (let replaced = true; replaced; ) {
      const file = await open(this.#path, 'a+', MODE);
      try {
        const start = (await endsWithBreak(file)) ? '' : '\n';
        await file.appendFile(`${start}${line}\n`);
        await file.sync();
        replaced = (await identity(file)) !== (await identity(this.#path));
      } finally {
        await file.close();
      }
    }
  }

  async #replace(lines: readonly string[]): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true });
    const unlock = await lock(`${this.#path}.lock`);
    const temporary = `${this.#path}.${process.pid}.tmp`;
    try {
      const old = await open(this.#path, 'a+', MODE);
      try {
        const present = await linesIn(old);
        const seen = this.#seen ?? new Set(present);
        await writeDurably(temporary, [...lines, ...present.filter((line) => !seen.has(line))]);
        await rename(temporary, this.#path);
        // A line that came between the reading and the renaming is in the old file only.
        for (const line of (await linesIn(old)).slice(present.length)) await this.#append(line);
      } finally {
        await old.close();
      }
      this.#seen = new Set(lines);
    } finally {
      await rm(temporary, { force: true });
      await unlock();
    }
  }
}

/** The complete lines of an open file. */
async function linesIn(file: FileHandle): Promise<readonly string[]> {
  const { size } = await file.stat();
  const buffer = Buffer.alloc(size);
  const { bytesRead } = await file.read(buffer, 0, size, 0);
  return completeLines(buffer.toString('utf8', 0, bytesRead));
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** The lines of a text that end with a line break, without empty ones. */
function completeLines(text: string): readonly string[] {
  const end = text.lastIndexOf('\n');
  return end < 0
    ? []
    : text
        .slice(0, end)
        .split('\n')
        .filter((line) => line !== '');
}

/** The file itself, whatever it is called; undefined where there is none. */
async function identity(file: FileHandle | string): Promise<bigint | undefined> {
  const options = { bigint: true } as const;
  if (typeof file !== 'string') return (await file.stat(options)).ino;
  return (await stat(file, options).catch(() => undefined))?.ino;
}

async function endsWithBreak(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  await file.read(last, 0, 1, size - 1);
  return last[0] === 10;
}

async function writeDurably(path: string, lines: readonly string[]): Promise<void> {
  const file = await open(path, 'w', MODE);
  try {
    await file.writeFile(lines.map((line) => `${line}\n`).join(''));
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Holds a lock file until the returned function is called; one whose process is gone is taken over. */
async function lock(path: string): Promise<() => Promise<void>> {
  const deadline = Date.now() + STALE_LOCK;
  for (;;) {
    try {
      const file = await open(path, 'wx', MODE);
      await file.writeFile(String(process.pid));
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (Date.now() > deadline || !(await isHeld(path))) await rm(path, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, LOCK_STEP));
  }
}

async function isHeld(path: string): Promise<boolean> {
  const pid = Number(await readText(path));
  // An empty lock is one that is being written this moment.
  if (!Number.isInteger(pid) || pid <= 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
