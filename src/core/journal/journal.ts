import type { Clock, LineStore } from '../host.ts';
import type { Outcome, SentRequest } from '../send/outcome.ts';

/** What is written before a send. Nothing in it is secret: the request is the redacted one. */
export interface JournalBegin {
  readonly request: SentRequest;
  /** The environment's id. */
  readonly environment: string;
  /** Who is signed in, as a person says it. */
  readonly account: string;
}

/** What is written after a send. */
export interface JournalResult {
  readonly kind: Outcome['kind'];
  readonly status?: number;
  /** The service's `request-id`. */
  readonly requestId?: string;
  readonly clientRequestId?: string;
  /** Milliseconds. */
  readonly duration?: number;
  /** Code of a refusal, or of the reason why it was not sent or is unknown. */
  readonly code?: string;
}

/** One send, as the journal has it. */
export interface JournalEntry extends JournalBegin {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  /**
   * `sending`: this process is at it. `unknown` without a status: the process that sent it ended before the
   * answer came, so that it may have changed the object.
   */
  readonly state: 'sending' | Outcome['kind'];
  readonly result?: JournalResult;
}

/** Everything in the journal that can be read. */
export interface JournalContent {
  /** Oldest first. */
  readonly entries: readonly JournalEntry[];
  /** Lines that could not be read and were left out. */
  readonly skipped: number;
}

/** A record of what was sent, written before the send and completed after it. */
export interface Journal {
  /** Resolves with the entry's id once the line is stored for good. */
  begin(entry: JournalBegin): Promise<string>;
  complete(id: string, result: JournalResult): Promise<void>;
  entries(): Promise<JournalContent>;
}

/** How much is kept. */
export interface JournalLimits {
  /** UTF-16 code units of all lines; beyond it the oldest entries go, until half of it is left. */
  readonly maxSize: number;
  /** UTF-16 code units of a body that are kept. */
  readonly maxBody: number;
}

/** What is kept where nothing else is asked for: about 2 MB, and 20 kB of each body. */
export const JOURNAL_LIMITS: JournalLimits = { maxSize: 2_000_000, maxBody: 20_000 };

/** A journal over a store. Nothing is read or written before the first call. */
export function openJournal(store: LineStore, clock: Clock, limits: JournalLimits = JOURNAL_LIMITS): Journal {
  return new LineJournal(store, clock, limits);
}

/** Lines are JSON objects; `v` is the version of their form. */
type Line =
  | ({ readonly v: 1; readonly type: 'begin'; readonly id: string; readonly time: number } & JournalBegin)
  | ({ readonly v: 1; readonly type: 'end'; readonly id: string; readonly time: number } & JournalResult);

class LineJournal implements Journal {
  readonly #store: LineStore;
  readonly #clock: Clock;
  readonly #limits: JournalLimits;
  readonly #running = new Set<string>();
  #size: number | undefined;

  constructor(store: LineStore, clock: Clock, limits: JournalLimits) {
    this.#store = store;
    this.#clock = clock;
    this.#limits = limits;
  }

  async begin({ request, environment, account }: JournalBegin): Promise<string> {
    const id = globalThis.crypto.randomUUID();
    const kept = shortened(request, this.#limits.maxBody);
    await this.#append({
      v: 1,
      type: 'begin',
      id,
      time: this.#clock.now(),
      environment,
      account,
      request: kept,
    });
    this.#running.add(id);
    return id;
  }

  async complete(id: string, result: JournalResult): Promise<void> {
    await this.#append({ v: 1, type: 'end', id, time: this.#clock.now(), ...result });
    this.#running.delete(id);
    await this.#compact();
  }

  async entries(): Promise<JournalContent> {
    const { entries, skipped } = readJournal(await this.#store.readLines());
    return {
      entries: entries.map((entry) =>
        entry.result === undefined && this.#running.has(entry.id) ? { ...entry, state: 'sending' } : entry,
      ),
      skipped,
    };
  }

  async #append(line: Line): Promise<void> {
    const text = JSON.stringify(line);
    await this.#store.appendLine(text);
    if (this.#size !== undefined) this.#size += text.length;
  }

  /** Drops the oldest entries where there is too much. What fails here is tried again after the next send. */
  async #compact(): Promise<void> {
    try {
      this.#size ??= sizeOf(await this.#store.readLines());
      if (this.#size <= this.#limits.maxSize) return;
      const kept = newest(await this.#store.readLines(), this.#limits.maxSize / 2, this.#running);
      await this.#store.rewrite(kept);
      this.#size = sizeOf(kept);
    } catch {
      this.#size = undefined;
    }
  }
}

function sizeOf(lines: readonly string[]): number {
  return lines.reduce((size, line) => size + line.length, 0);
}

/** The lines of the newest entries that fit, and of those that are still running; broken lines go. */
function newest(lines: readonly string[], size: number, running: ReadonlySet<string>): readonly string[] {
  const kept = new Set(running);
  let room = size;
  for (const text of lines.toReversed()) {
    const id = parseLine(text)?.id;
    room -= text.length;
    if (room < 0) break;
    if (id !== undefined) kept.add(id);
  }
  return lines.filter((text) => kept.has(parseLine(text)?.id ?? ''));
}

/** Reads the lines of a journal. Broken lines, and ends without a beginning, are counted and left out. */
export function readJournal(lines: readonly string[]): JournalContent {
  const entries = new Map<string, JournalEntry>();
  let skipped = 0;
  for (const text of lines) {
    const line = parseLine(text);
    if (line?.type === 'begin') {
      const { id, time, environment, account, request } = line;
      if (!entries.has(id)) entries.set(id, { id, time, environment, account, request, state: 'unknown' });
    } else if (line?.type === 'end' && entries.has(line.id)) {
      const { v, type, id, time, ...result } = line;
      const entry = entries.get(id);
      if (entry !== undefined) entries.set(id, { ...entry, state: result.kind, result });
    } else {
      skipped++;
    }
  }
  return { entries: [...entries.values()], skipped };
}

const KINDS: ReadonlySet<unknown> = new Set<Outcome['kind']>([
  'object',
  'changed',
  'refused',
  'not-sent',
  'unknown',
]);

/** A line as an object, where it has every field that its type must have; undefined otherwise. */
function parseLine(text: string): Line | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const line = value as Partial<Record<string, unknown>>;
  if (line.v !== 1 || typeof line.id !== 'string' || typeof line.time !== 'number') return undefined;
  if (line.type === 'end') return KINDS.has(line.kind) ? (value as Line) : undefined;
  if (line.type !== 'begin' || typeof line.environment !== 'string' || typeof line.account !== 'string')
    return undefined;
  return isSentRequest(line.request) ? (value as Line) : undefined;
}

function isSentRequest(value: unknown): value is SentRequest {
  if (typeof value !== 'object' || value === null) return false;
  const request = value as Partial<Record<string, unknown>>;
  return (
    typeof request.method === 'string' &&
    typeof request.url === 'string' &&
    Array.isArray(request.headers) &&
    request.headers.every(isHeader) &&
    (request.body === undefined || typeof request.body === 'string')
  );
}

function isHeader(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const header = value as Partial<Record<string, unknown>>;
  return typeof header.name === 'string' && typeof header.value === 'string';
}

function shortened(request: SentRequest, longest: number): SentRequest {
  if (request.body === undefined || request.body.length <= longest) return request;
  return { ...request, body: `${request.body.slice(0, longest)}…` };
}
