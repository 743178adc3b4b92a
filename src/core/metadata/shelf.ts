import { isAbsolute } from 'node:path';
import { downloadCancelled } from '../send/client/downloadFailures.ts';
import type { Failure } from '../send/failures.ts';
import type { DocumentState, ShelfParts, UpdateOptions, Wanted } from './document.ts';
import { notKept, withWhatStays } from './failures.ts';
import { givenFile, modifiedOf } from './given.ts';
import { type GivenDocument, type Taken, takeFrom, takeGiven } from './intake.ts';
import type { CompileJob } from './messages.ts';
import { addressIn } from './sources.ts';

const DAY = 24 * 3_600_000;
/** How long a failed refresh in the background is left alone. */
const AFTER_FAILURE = 3_600_000;
/** How long a refresh in the background may take, however slowly a server sends. */
const LONGEST_REFRESH = 15 * 60_000;
/** How often it is looked whether another window put a newer file there, in milliseconds. */
const LOOK = 30_000;

interface Loaded<T> {
  readonly opened: T;
  readonly checked: number;
}

/** Keeps one compiled document: in memory, in the folder, and current. */
export class Shelf<T> {
  readonly #parts: ShelfParts;
  readonly #wanted: Wanted<T>;
  #loaded: Loaded<T> | undefined;
  #loading: Promise<void> | undefined;
  /** Where the document came from whose file cannot be used any more; empty: nobody knows. */
  #broken: string | undefined;
  #looked = Number.NEGATIVE_INFINITY;
  /** It was looked into the folder before. */
  #opened = false;
  #running: { readonly promise: Promise<T>; readonly background?: AbortController } | undefined;
  #failure: { readonly failure: Failure; readonly at: number } | undefined;

  constructor(parts: ShelfParts, wanted: Wanted<T>) {
    this.#parts = parts;
    this.#wanted = wanted;
  }

  /** The document, at once where there is one; an old one is brought up to date in the background. */
  async get(): Promise<T | undefined> {
    const looked = await this.#look();
    const loaded = this.#loaded;
    const old = loaded ? this.#mayRefresh(loaded) : this.#broken !== undefined && this.#mayTry();
    if (looked && old && !this.#running) void this.#refresh();
    return loaded?.opened;
  }

  async state(): Promise<DocumentState> {
    await this.#look();
    const loaded = this.#loaded;
    return {
      kind: loaded === undefined ? 'absent' : this.#isStale(loaded) ? 'stale' : 'fresh',
      ...(loaded ? { source: { ...this.#wanted.sourceOf(loaded.opened), checked: loaded.checked } } : {}),
      updating: this.#running !== undefined,
      ...(this.#failure ? { failure: this.#failure.failure } : {}),
    };
  }

  /**
   * Brings the document up to date from its addresses.
   *
   * @throws UserError where that failed: the one that was there stays
   */
  async update(options: UpdateOptions = {}): Promise<T> {
    await this.#look();
    return this.#run(options, (inner) => this.#download(inner));
  }

  /**
   * Takes a document that a person gives, in the place of a downloaded one.
   *
   * @throws UserError where it is none: the one that was there stays
   */
  async take(document: GivenDocument, options: UpdateOptions = {}): Promise<T> {
    await this.#look();
    return this.#run(options, (inner) => takeGiven(document, { ...this.#intake(), ...inner }));
  }

  /** Ends what goes on in the background. */
  close(): void {
    this.#running?.background?.abort();
  }

  /** Loads what is in the folder, where it is not the one that is loaded. Says whether it was time to. */
  async #look(): Promise<boolean> {
    const now = this.#parts.clock.now();
    const due = now - this.#looked >= LOOK;
    if (due) {
      this.#looked = now;
      this.#loading = this.#load();
    }
    await this.#loading;
    return due;
  }

  async #load(): Promise<void> {
    const { folder, log } = this.#parts;
    const { file, open, changed } = this.#wanted;
    const before = this.#loaded;
    const isFirst = !this.#opened;
    if (before && (await folder.checked(file)) === before.checked) return;
    const kept = await folder.read(file);
    const opened = kept && open(kept.text);
    this.#opened = true;
    if (this.#loaded !== before) return;
    this.#broken = kept && opened === undefined ? addressIn(kept.text) : undefined;
    if (this.#broken !== undefined) log.warn(`${file} is broken or of another version: it is made again.`);
    if (!kept || opened === undefined) return;
    this.#loaded = { opened, checked: kept.checked };
    if (!isFirst) changed();
  }

  #isStale({ checked }: Loaded<T>): boolean {
    const days = this.#parts.refreshDays();
    return days > 0 && this.#parts.clock.now() - checked > days * DAY;
  }

  #mayTry(): boolean {
    const failed = this.#failure?.at;
    return failed === undefined || this.#parts.clock.now() - failed >= AFTER_FAILURE;
  }

  #mayRefresh(loaded: Loaded<T>): boolean {
    const { address } = this.#wanted.sourceOf(loaded.opened);
    return this.#mayTry() && (isAbsolute(address) || (this.#isStale(loaded) && address.startsWith('https:')));
  }

  /** In the background: what fails is logged, and what is there stays. A file of the person's own is read again. */
  async #refresh(): Promise<void> {
    const source = this.#loaded && this.#wanted.sourceOf(this.#loaded.opened);
    const address = source?.address ?? this.#broken ?? '';
    const own = isAbsolute(address);
    const background = new AbortController();
    const limit = setTimeout(() => background.abort(), LONGEST_REFRESH);
    limit.unref();
    try {
      if (own && source && (await modifiedOf(address)) === source.modified) return;
      await this.#run(
        { signal: background.signal },
        (inner) => (own ? this.#takeFile(address, inner) : this.#download(inner)),
        background,
      );
    } catch (error) {
      this.#parts.log.warn(error instanceof Error ? error.message : String(error));
    } finally {
      clearTimeout(limit);
    }
  }

  async #takeFile(path: string, options: UpdateOptions): Promise<Taken> {
    const document = await givenFile(path);
    return takeGiven(document, { ...this.#intake(), ...options });
  }

  /** One at a time: what a person asks for ends what goes on in the background. */
  async #run(
    options: UpdateOptions,
    work: (options: UpdateOptions) => Promise<Taken>,
    background?: AbortController,
  ): Promise<T> {
    while (this.#running) {
      if (background) throw withWhatStays(downloadCancelled(), this.#loaded?.checked);
      this.#running.background?.abort();
      await this.#running.promise.catch(() => undefined);
    }
    const promise = work(options).then((taken) => this.#keep(taken));
    this.#running = { promise, ...(background ? { background } : {}) };
    return promise.finally(() => {
      this.#running = undefined;
    });
  }

  async #download(options: UpdateOptions): Promise<Taken> {
    const { download } = this.#parts;
    let first: Taken | undefined;
    for (const address of this.#wanted.addresses()) {
      const known = this.#loaded && this.#wanted.sourceOf(this.#loaded.opened);
      const taken = await takeFrom(address, known, download, { ...this.#intake(), ...options });
      if (taken.kind !== 'failed' || options.signal?.aborted) return taken;
      this.#parts.log.warn(`${address}: ${taken.failure.message}`);
      first ??= taken;
    }
    return first ?? { kind: 'unchanged' };
  }

  /** @throws UserError */
  async #keep(taken: Taken): Promise<T> {
    const { folder, clock } = this.#parts;
    const { file, open, changed } = this.#wanted;
    const before = this.#loaded;
    if (taken.kind === 'failed') throw this.#failed(taken.failure);
    const now = clock.now();
    try {
      if (taken.kind === 'unchanged' && before) {
        await folder.touch(file, now);
        this.#loaded = { opened: before.opened, checked: now };
        this.#failure = undefined;
        return before.opened;
      }
      if (taken.kind === 'compiled') await folder.write(file, taken.bytes, now);
    } catch (error) {
      throw this.#failed(notKept(error instanceof Error ? error.message : String(error)));
    }
    const opened = taken.kind === 'compiled' ? open(latin1(taken.bytes)) : undefined;
    if (opened === undefined) throw this.#failed(notKept('it is not what was written'));
    this.#loaded = { opened, checked: now };
    this.#broken = undefined;
    this.#failure = undefined;
    changed();
    return opened;
  }

  #failed(failure: Failure): Error {
    if (failure.code !== downloadCancelled().code) this.#failure = { failure, at: this.#parts.clock.now() };
    return withWhatStays(failure, this.#loaded?.checked);
  }

  #intake(): { readonly job: CompileJob; readonly now: number } {
    return { job: this.#wanted.job, now: this.#parts.clock.now() };
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
