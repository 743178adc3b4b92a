import type { Clock, Ending, JournalStore } from '../host.ts';
import { runInSlices } from '../text/slices.ts';
import {
  JOURNAL_SETTINGS,
  type JournalBegin,
  type JournalContent,
  type JournalOutline,
  type JournalResult,
  type JournalSettings,
  type KeptAnswer,
  type KeptObject,
} from './entry.ts';
import { type BeginLine, joinParts, LINE_VERSION, type Line, type ReadPart, readLines } from './lines.ts';
import { OutlineReader } from './outline.ts';
import { keeper } from './tidy.ts';

/** A record of what was sent, written before the send and completed after it. */
export interface Journal {
  /** Resolves with the entry's id once the line is stored for good. */
  begin(entry: JournalBegin): Promise<string>;
  complete(id: string, result: JournalResult): Promise<void>;
  /** Adds the object as it was read after the change. */
  addReadAfter(id: string, object: KeptObject): Promise<void>;
  /** The entries of all processes. */
  entries(): Promise<JournalContent>;
  /** The same entries without what was sent and what came back, the oldest first; lines are read once. */
  outline(): Promise<readonly JournalOutline[]>;
  /** Takes entries out for good; those of another process that runs are hidden until it does that itself. */
  delete(ids: readonly string[]): Promise<void>;
  /** Notes that a person was told about the unknown outcome of entries. */
  markSeen(ids: readonly string[]): Promise<void>;
  /** Calls back after each change, also of another process. */
  onDidChange(listener: () => void): Ending;
}

/**
 * A journal over a store. Nothing is read or written before the first call.
 *
 * @param settings read again at each send
 */
export function openJournal(
  store: JournalStore,
  clock: Clock,
  settings: () => JournalSettings = () => JOURNAL_SETTINGS,
): Journal {
  return new LineJournal(store, clock, settings);
}

/** Code units that are written between two looks at the limits. */
const TIDY_EVERY = 250_000;

class LineJournal implements Journal {
  readonly #store: JournalStore;
  readonly #outline: OutlineReader;
  readonly #clock: Clock;
  readonly #settings: () => JournalSettings;
  readonly #running = new Map<string, { readonly bare: boolean }>();
  readonly #listeners = new Set<() => void>();
  #watching: Ending | undefined;
  /** Code units since the last look at the limits; the first send of a process looks. */
  #written = TIDY_EVERY;

  constructor(store: JournalStore, clock: Clock, settings: () => JournalSettings) {
    this.#store = store;
    this.#outline = new OutlineReader(store, clock);
    this.#clock = clock;
    this.#settings = settings;
  }

  async begin(entry: JournalBegin): Promise<string> {
    const id = globalThis.crypto.randomUUID();
    const settings = this.#settings();
    const kept = settings.enabled ? bounded(entry, settings) : requestLineOf(entry);
    await this.#append({ v: LINE_VERSION, type: 'begin', id, time: this.#clock.now(), ...kept });
    this.#running.set(id, { bare: kept.bare === true });
    this.#store.setBusy(true);
    this.#changed();
    return id;
  }

  async complete(id: string, result: JournalResult): Promise<void> {
    const { responses, maxBody } = this.#settings();
    const bare = this.#running.get(id)?.bare === true;
    const kept = bare || !responses ? withoutAnswer(result) : boundedResult(result, maxBody);
    try {
      await this.#append({ v: LINE_VERSION, type: 'end', id, time: this.#clock.now(), ...kept });
      if (bare && result.kind !== 'unknown') await this.delete([id]);
    } finally {
      this.#running.delete(id);
      this.#store.setBusy(this.#running.size > 0);
      this.#changed();
    }
    if (this.#written >= TIDY_EVERY) await this.#tidy();
  }

  async addReadAfter(id: string, object: KeptObject): Promise<void> {
    const { enabled, responses, maxBody } = this.#settings();
    if (!enabled || !responses) return;
    const readAfter = boundedBody(object, maxBody);
    await this.#append({ v: LINE_VERSION, type: 'after', id, time: this.#clock.now(), readAfter });
    this.#changed();
  }

  async entries(): Promise<JournalContent> {
    const turn = () => this.#clock.sleep(0);
    const parts: ReadPart[] = [];
    for (const part of await this.#store.read()) {
      parts.push({ ...part, lines: await runInSlices(readLines(part.lines), { turn }) });
    }
    return joinParts(parts, new Set(this.#running.keys()));
  }

  outline(): Promise<readonly JournalOutline[]> {
    return this.#outline.read(new Set(this.#running.keys()));
  }

  async delete(ids: readonly string[]): Promise<void> {
    await this.#mark('delete', ids);
    await this.#tidy();
    this.#changed();
  }

  async markSeen(ids: readonly string[]): Promise<void> {
    await this.#mark('seen', ids);
    this.#changed();
  }

  onDidChange(listener: () => void): Ending {
    this.#listeners.add(listener);
    this.#watching ??= this.#store.watch(() => this.#changed());
    return {
      dispose: () => {
        this.#listeners.delete(listener);
        if (this.#listeners.size > 0) return;
        this.#watching?.dispose();
        this.#watching = undefined;
      },
    };
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }

  async #mark(type: 'delete' | 'seen', ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.#append({ v: LINE_VERSION, type, ids, time: this.#clock.now() });
  }

  async #append(line: Line): Promise<void> {
    const text = JSON.stringify(line);
    await this.#store.append(text);
    this.#written += text.length;
  }

  /** Takes out what was deleted, is too old or too much. What fails here is tried again another time. */
  async #tidy(): Promise<void> {
    try {
      const parts = await this.#store.read();
      const running = new Set(this.#running.keys());
      const keeps = keeper(parts, running, this.#clock.now(), this.#settings());
      for (const { name, lines, writer } of parts) {
        if (writer !== 'live' && !lines.every(keeps)) await this.#store.keepOnly(name, keeps);
      }
      this.#written = 0;
    } catch {
      this.#written = TIDY_EVERY;
    }
  }
}

type Kept = JournalBegin & Pick<BeginLine, 'bare' | 'cut'>;

/** All that is known while the history is off: what is needed to ask about an outcome that stays open. */
function requestLineOf({ request, environment, environmentLabel }: JournalBegin): Kept {
  const url = request.url.split(/[?#]/, 1)[0] ?? '';
  return {
    request: { method: request.method, url, headers: [] },
    environment,
    ...(environmentLabel === undefined ? {} : { environmentLabel }),
    account: '',
    bare: true,
  };
}

function bounded({ baseline, ...entry }: JournalBegin, { responses, maxBody }: JournalSettings): Kept {
  const { body } = entry.request;
  return {
    ...entry,
    ...(baseline && responses ? { baseline: boundedBody(baseline, maxBody) } : {}),
    ...(body === undefined || body.length <= maxBody
      ? {}
      : { request: { ...entry.request, body: body.slice(0, maxBody) }, cut: true }),
  };
}

function boundedResult({ answer, ...rest }: JournalResult, most: number): JournalResult {
  return answer ? { ...rest, answer: boundedBody(answer, most) } : rest;
}

function boundedBody<T extends KeptAnswer | KeptObject>(kept: T, most: number): T {
  return kept.body.length <= most ? kept : { ...kept, body: kept.body.slice(0, most), cut: true };
}

function withoutAnswer({ answer, ...rest }: JournalResult): JournalResult {
  return rest;
}
