import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { FOLDER_MODE, putInPlace } from '../send/record/durable.ts';

/** Before the text, a line with its checksum: whether a disk or a person changed something shows at once. */
const SUM_LENGTH = 9;
/** A temporary file that is older was left by a process that is gone, in milliseconds. */
const LEFT_OVER = 3_600_000;

/** A file of the folder. */
export interface Kept {
  /** ASCII; empty where the file is not what was written. */
  readonly text: string;
  /** When its source was last known to be current, in milliseconds since 1970. */
  readonly checked: number;
}

/**
 * Compiled files that several processes (one editor window each) may read and write at once. A file is put into its
 * place whole, by renaming: whoever comes last wins, and nobody waits or sees half of one. Its time of modification
 * says when its source was last known to be current. Only this account reads and writes them: whoever can write them
 * decides what is shown.
 */
export class CompiledFolder {
  readonly #folder: string;

  /** @param folder made when the first file is written */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A file, or undefined where there is none. */
  async read(name: string): Promise<Kept | undefined> {
    try {
      const checked = await this.checked(name);
      const bytes = await readFile(join(this.#folder, name));
      const text = bytes.toString('latin1', SUM_LENGTH);
      const whole = bytes.toString('latin1', 0, SUM_LENGTH) === sumOf(bytes.subarray(SUM_LENGTH));
      return checked === undefined ? undefined : { text: whole ? text : '', checked };
    } catch {
      return undefined;
    }
  }

  /** When the source of a file was last known to be current; undefined where there is no file. */
  async checked(name: string): Promise<number | undefined> {
    try {
      return Math.round((await stat(join(this.#folder, name))).mtimeMs);
    } catch {
      return undefined;
    }
  }

  /** Puts a file into its place. */
  async write(name: string, bytes: Uint8Array, checked: number): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: FOLDER_MODE });
    await this.#removeLeftOver(checked);
    const path = join(this.#folder, name);
    const content = Buffer.concat([Buffer.from(sumOf(bytes)), bytes]);
    await putInPlace(path, `${path}.${randomUUID()}.tmp`, content, (temporary) =>
      this.#mark(temporary, checked),
    );
  }

  /** Writes down that a file's source is still current. */
  async touch(name: string, checked: number): Promise<void> {
    await this.#mark(join(this.#folder, name), checked);
  }

  #mark(path: string, checked: number): Promise<void> {
    return utimes(path, checked / 1000, checked / 1000);
  }

  async #removeLeftOver(now: number): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      if (!name.endsWith('.tmp')) continue;
      const written = await this.checked(name);
      if (written !== undefined && now - written > LEFT_OVER) {
        await rm(join(this.#folder, name), { force: true });
      }
    }
  }
}

function sumOf(bytes: Uint8Array): string {
  return `${crc32(bytes)
    .toString(16)
    .padStart(SUM_LENGTH - 1, '0')}\n`;
}
