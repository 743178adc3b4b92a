import { createHash, randomBytes } from 'node:crypto';
import { type FSWatcher, watch } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import type { Ending, JournalPart, JournalStore, JournalTail, PartMark } from '../../host.ts';
import { appendDurably, completeLines, FOLDER_MODE, replaceDurably } from './durable.ts';
import { NO_MARK, processMark } from './processMark.ts';

/** Milliseconds between two signs that a process is still sending. */
const BEAT = 5_000;
/** Milliseconds without such a sign after which it is taken for stuck. */
const SILENCE = 20_000;
/** Milliseconds after which files of another computer, or ones that were left half-written, are nobody's. */
const FOREIGN = 7 * 86_400_000;
const LEFT_OVER = 3_600_000;

/**
 * The journal in a folder that several processes use at once (one editor window each), without locks.
 *
 * Each process appends to a file of its own, whose name says which process that is: one write in append
 * mode, flushed to the disk. A process takes lines out of its own file, or of that of a process that is gone,
 * by putting a new file in its place. So nobody ever replaces a file that somebody else appends to.
 *
 * @param earlier a file of an earlier version, which is taken over
 */
export function openJournalFolder(folder: string, earlier?: string): JournalStore {
  return new JournalFolder(folder, earlier);
}

class JournalFolder implements JournalStore {
  readonly #folder: string;
  #name: Promise<string> | undefined;
  #own = '';
  #earlier: string | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #beat: NodeJS.Timeout | undefined;

  constructor(folder: string, earlier: string | undefined) {
    this.#folder = folder;
    this.#earlier = earlier;
  }

  async read(): Promise<readonly JournalPart[]> {
    await this.#takeOver();
    const names = (await namesIn(this.#folder)).filter((name) => name.endsWith('.jsonl')).sort();
    const parts = await Promise.all(names.map((name) => this.#part(name)));
    return parts.filter((part) => part !== undefined);
  }

  async readOn(known: ReadonlyMap<string, PartMark>): Promise<readonly JournalTail[]> {
    await this.#takeOver();
    const names = (await namesIn(this.#folder)).filter((name) => name.endsWith('.jsonl')).sort();
    const tails = await Promise.all(names.map((name) => this.#tail(name, known.get(name))));
    return tails.filter((tail) => tail !== undefined);
  }

  append(line: string): Promise<void> {
    if (/[\r\n]/.test(line)) return Promise.reject(new RangeError('A line cannot contain a line break.'));
    return this.#inTurn(async () => {
      await this.#takeOver();
      this.#name ??= nameOfThisProcess();
      this.#own = await this.#name;
      await mkdir(this.#folder, { recursive: true, mode: FOLDER_MODE });
      await appendDurably(join(this.#folder, this.#own), line);
    });
  }

  keepOnly(name: string, keeps: (line: string) => boolean): Promise<void> {
    return this.#inTurn(async () => {
      const part = await this.#part(basename(name));
      if (part === undefined || part.writer === 'live') return;
      await replaceDurably(join(this.#folder, part.name), part.lines.filter(keeps));
      await removeLeftOvers(this.#folder);
    });
  }

  setBusy(busy: boolean): void {
    if (busy === (this.#beat !== undefined)) return;
    clearInterval(this.#beat);
    this.#beat = busy ? setInterval(() => void this.#sign(), BEAT) : undefined;
    this.#beat?.unref();
  }

  watch(listener: () => void): Ending {
    let watcher: FSWatcher | undefined;
    let ended = false;
    const begin = async () => {
      await mkdir(this.#folder, { recursive: true, mode: FOLDER_MODE });
      if (ended) return;
      watcher = watch(this.#folder, { persistent: false }, (_event, name) => {
        if (name === null || (name !== this.#own && name.endsWith('.jsonl'))) listener();
      });
      watcher.on('error', () => watcher?.close());
    };
    // Where a folder cannot be watched, changes of others are seen when the view is refreshed.
    begin().catch(() => {});
    return {
      dispose: () => {
        ended = true;
        watcher?.close();
      },
    };
  }

  /** One change after the other, also after one that failed. */
  #inTurn(change: () => Promise<void>): Promise<void> {
    const next = this.#last.then(change, change);
    this.#last = next.catch(() => {});
    return next;
  }

  async #sign(): Promise<void> {
    const now = new Date();
    await utimes(join(this.#folder, this.#own), now, now).catch(() => {});
  }

  #part(name: string): Promise<JournalPart | undefined> {
    return ifThere(async () => {
      const path = join(this.#folder, name);
      const { mtimeMs } = await stat(path);
      const whose = await this.#whose(name, mtimeMs);
      return { name, lines: completeLines(await readFile(path, 'utf8')), ...whose };
    });
  }

  /** What was added to a part since; all of it where another file took its place. */
  #tail(name: string, known: PartMark | undefined): Promise<JournalTail | undefined> {
    return ifThere(async () => {
      const opened = await open(join(this.#folder, name), 'r');
      try {
        const { ino, birthtimeNs, mtimeMs, size } = await opened.stat({ bigint: true });
        const file = `${ino} ${birthtimeNs}`;
        const goesOn = known?.file === file && known.end <= Number(size);
        const from = goesOn ? known.end : 0;
        const bytes = Buffer.alloc(Number(size) - from);
        const { bytesRead } = await opened.read(bytes, 0, bytes.length, from);
        const end = bytes.subarray(0, bytesRead).lastIndexOf('\n') + 1;
        const lines = completeLines(bytes.toString('utf8', 0, end));
        const whose = await this.#whose(name, Number(mtimeMs));
        return { name, lines, goesOn, mark: { file, end: from + end }, ...whose };
      } finally {
        await opened.close();
      }
    });
  }

  async #whose(name: string, changed: number): Promise<Pick<JournalPart, 'writer' | 'busy'>> {
    const writer = name === this.#own ? 'own' : await writerOf(name, changed);
    return { writer, busy: writer === 'live' && Date.now() - changed < SILENCE };
  }

  /** Moves the file of an earlier version into the folder, once. */
  async #takeOver(): Promise<void> {
    const earlier = this.#earlier;
    if (earlier === undefined) return;
    this.#earlier = undefined;
    if ((await stat(earlier).catch(() => undefined)) === undefined) return;
    await mkdir(this.#folder, { recursive: true, mode: FOLDER_MODE });
    const name = `0-earlier-${randomBytes(4).toString('hex')}.jsonl`;
    await rename(earlier, join(this.#folder, name)).catch(() => {});
  }
}

/** Undefined where the file that is read is gone by now. */
async function ifThere<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** `time-process-mark-computer-random.jsonl`: in the order of time, and never twice. */
async function nameOfThisProcess(): Promise<string> {
  const mark = (await processMark(process.pid)) ?? NO_MARK;
  return `${Date.now()}-${process.pid}-${mark}-${thisComputer()}-${randomBytes(4).toString('hex')}.jsonl`;
}

function thisComputer(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
}

/** Whether the process of a file may still write to it. Only certainty makes it `ended`. */
async function writerOf(name: string, changed: number): Promise<JournalPart['writer']> {
  const [, pid, mark, computer] = /^\d+-(\d+)-([0-9a-f]+)-([0-9a-f]{8})-/.exec(name) ?? [];
  if (computer === undefined) return 'ended';
  if (computer !== thisComputer()) return Date.now() - changed > FOREIGN ? 'ended' : 'live';
  const now = await processMark(Number(pid));
  if (now === undefined) return 'ended';
  return now === NO_MARK || mark === NO_MARK || now === mark ? 'live' : 'ended';
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Files that a process was writing when it ended. */
async function removeLeftOvers(folder: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    if (!name.endsWith('.tmp')) continue;
    const path = join(folder, name);
    const changed = (await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now();
    if (Date.now() - changed > LEFT_OVER) await rm(path, { force: true });
  }
}
