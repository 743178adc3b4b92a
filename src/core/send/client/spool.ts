import { rm } from 'node:fs/promises';
import { PassThrough, Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { HeaderLine } from '../../request/message.ts';
import { canMask, MASK } from '../../text/secrets.ts';
import { headerOf } from '../headers.ts';
import type { AnswerFiles } from './answerFiles.ts';
import { decoderFor, encodingOf } from './decode.ts';

/** A file with a whole body. */
export interface Spooled {
  /** Absolute. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/** A body on its way into a file. */
export interface Spool {
  /** The file, once it is whole; undefined where it could not be written, was abandoned, or grew too large. */
  readonly done: Promise<Spooled | undefined>;
  /** Takes the next bytes as they came; `false`: wait for `drained` before the next ones. */
  write(chunk: Buffer): boolean;
  drained(callback: () => void): void;
  end(): void;
  /** Gives up; nothing is left behind. */
  abandon(): void;
}

/** What a body is written to a file with. */
export interface SpoolOptions {
  readonly files: AnswerFiles;
  /** The token, which a service may echo. */
  readonly secret: string;
  /** Bytes of the file at most. */
  readonly limit: number;
  readonly signal?: AbortSignal;
}

/** Begins to write a body into a file of its own: decompressed, without the token, and never beyond the limit. */
export function openSpool(headers: readonly HeaderLine[], options: SpoolOptions): Spool {
  const source = new PassThrough();
  source.on('error', () => {});
  return {
    done: spooled(source, headers, options),
    write: (chunk) => source.write(chunk),
    drained: (callback) => source.once('drain', callback),
    end: () => source.end(),
    abandon: () => source.destroy(new Error('The body is not wanted any more.')),
  };
}

async function spooled(
  source: PassThrough,
  headers: readonly HeaderLine[],
  { files, secret, limit, signal }: SpoolOptions,
): Promise<Spooled | undefined> {
  const json = /[/+]json\b/i.test(headerOf(headers, 'content-type') ?? '');
  let path: string | undefined;
  try {
    const encoding = encodingOf(headers);
    const decoder = encoding === '' ? new PassThrough() : await decoderFor(encoding);
    if (decoder === undefined) throw new Error('The encoding is unknown.');
    const file = await files.create(json ? 'json' : 'txt');
    path = file.path;
    const capped = new Capped(limit);
    const target = file.handle.createWriteStream();
    await pipeline([source, decoder, new Masked(secret), capped, target], signal ? { signal } : {});
    return { path, size: capped.size };
  } catch {
    source.destroy();
    if (path !== undefined) await rm(path, { force: true }).catch(() => {});
    return undefined;
  }
}

/** Passes bytes on up to a limit, and fails beyond it. */
class Capped extends Transform {
  readonly #limit: number;
  size = 0;

  constructor(limit: number) {
    super();
    this.#limit = limit;
  }

  override _transform(chunk: Buffer, _encoding: string, callback: TransformCallback): void {
    this.size += chunk.length;
    if (this.size > this.#limit) callback(new Error('The body is larger than a file may become.'));
    else callback(null, chunk);
  }
}

/** Passes bytes on with every occurrence of a secret masked, also where chunks divide it. */
class Masked extends Transform {
  readonly #secret: Buffer;
  #tail: Buffer = Buffer.alloc(0);

  constructor(secret: string) {
    super();
    this.#secret = Buffer.from(canMask(secret) ? secret : '', 'latin1');
  }

  override _transform(chunk: Buffer, _encoding: string, callback: TransformCallback): void {
    if (this.#secret.length === 0) {
      callback(null, chunk);
      return;
    }
    const bytes = this.#tail.length === 0 ? chunk : Buffer.concat([this.#tail, chunk]);
    let from = 0;
    for (let at = bytes.indexOf(this.#secret); at >= 0; at = bytes.indexOf(this.#secret, from)) {
      this.push(bytes.subarray(from, at));
      this.push(MASK);
      from = at + this.#secret.length;
    }
    // The rest may begin with a part of the secret, but it cannot hold the whole.
    const end = Math.max(from, bytes.length - this.#secret.length + 1);
    this.push(bytes.subarray(from, end));
    this.#tail = bytes.subarray(end);
    callback();
  }

  override _flush(callback: TransformCallback): void {
    callback(null, this.#tail);
  }
}
