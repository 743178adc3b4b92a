import type { Direction } from '../../webview/messages.ts';
import { type PageResponse, type ResponseRef, refOf } from './response.ts';

/** Bytes of responses that are kept whole in memory, about. */
const MAX_KEPT = 128 * 1024 * 1024;
/** A body is held as it came, masked, pretty-printed and as rows: bytes for each of its UTF-16 units, about. */
const BYTES_PER_UNIT = 12;
/** What a response costs beside its bodies, in bytes, about. */
const OVERHEAD = 20_000;

/** Where a response stands. */
export interface Standing {
  /** From 1, the oldest first. */
  readonly position: number;
  readonly count: number;
  /** The last one of the same URL before it. */
  readonly earlier?: ResponseRef;
}

/**
 * The responses of this window and of the journal, in the order of time. Those that a page has shown are kept
 * whole, the latest used first, while they fit.
 */
export class Timeline {
  readonly #limit: number;
  /** The latest used last. */
  readonly #kept = new Map<string, PageResponse>();
  #older: readonly ResponseRef[] = [];

  /** @param limit bytes of what is kept whole */
  constructor(limit = MAX_KEPT) {
    this.#limit = limit;
  }

  /** The responses that are kept whole. */
  get kept(): readonly PageResponse[] {
    return [...this.#kept.values()];
  }

  /** Keeps a response whole, in the place of what was kept of the same send. */
  keep(response: PageResponse): void {
    this.#kept.delete(response.id);
    this.#kept.set(response.id, response);
    let bytes = 0;
    for (const each of this.kept.toReversed()) {
      bytes += bytesOf(each);
      if (bytes > this.#limit && each !== response) this.#kept.delete(each.id);
    }
  }

  /** A response that is kept whole. */
  get(id: string): PageResponse | undefined {
    const found = this.#kept.get(id);
    if (found) this.keep(found);
    return found;
  }

  /** The newest of those that are kept whole. */
  get newest(): PageResponse | undefined {
    return this.kept.toSorted((one, other) => refOf(one).time - refOf(other).time).at(-1);
  }

  /** Takes what the journal has now. What was deleted from it is not kept here either. */
  readJournal(older: readonly ResponseRef[]): void {
    const now = new Set(older.map(({ id }) => id));
    for (const { id } of this.#older) if (!now.has(id)) this.#kept.delete(id);
    this.#older = older;
  }

  /** Where a response stands; it has its place also where neither the journal nor this window keeps it. */
  standing(of: ResponseRef): Standing {
    const all = this.#ordered(of);
    const index = all.findIndex(({ id }) => id === of.id);
    const earlier = all.slice(0, index).findLast(({ url }) => objectOf(url) === objectOf(of.url));
    return { position: index + 1, count: all.length, ...(earlier ? { earlier } : {}) };
  }

  /** Where a step leads from a response; undefined where there is nothing more. */
  step(from: ResponseRef, to: Direction): ResponseRef | undefined {
    const all = this.#ordered(from);
    const index = all.findIndex(({ id }) => id === from.id);
    const found = to === 'newest' ? all.at(-1) : to === 'forward' ? all[index + 1] : all[index - 1];
    return found?.id === from.id ? undefined : found;
  }

  #ordered(shown: ResponseRef): readonly ResponseRef[] {
    const all = [...this.#older, ...this.kept.map(refOf), shown];
    const refs = new Map(all.map((ref) => [ref.id, ref]));
    return [...refs.values()].sort((one, other) => one.time - other.time);
  }
}

/** The path of a URL: the address of a sandbox changes with every start. */
function objectOf(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').split(/[?#]/, 1)[0] ?? '';
}

function bytesOf({ view }: PageResponse): number {
  const units = (view.raw?.length ?? 0) + (view.request.body?.length ?? 0);
  return units * BYTES_PER_UNIT + OVERHEAD;
}
