import type { Clock, JournalStore, PartMark } from '../host.ts';
import { runInSlices } from '../text/slices.ts';
import type { JournalOutline } from './entry.ts';
import { joinParts, type Line, parseLine, type ReadPart, readLines } from './lines.ts';

/** What is kept of a part that was read. */
interface Known {
  readonly mark: PartMark;
  readonly lines: (Line | undefined)[];
}

/**
 * The entries of the journal without what was sent and what came back. Each line is read once, however often somebody
 * asks, and little of it stays in memory: the journal may have many megabytes, and changes with every send.
 */
export class OutlineReader {
  readonly #store: JournalStore;
  readonly #clock: Clock;
  #known = new Map<string, Known>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: JournalStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * The oldest first.
   *
   * @param running entries that this process is at
   */
  read(running: ReadonlySet<string>): Promise<readonly JournalOutline[]> {
    const next = this.#last.then(() => this.#readOn(running));
    this.#last = next.catch(() => {});
    return next;
  }

  async #readOn(running: ReadonlySet<string>): Promise<readonly JournalOutline[]> {
    const marks = new Map([...this.#known].map(([name, { mark }]) => [name, mark]));
    const tails = await this.#store.readOn(marks);
    const known = new Map<string, Known>();
    const parts: ReadPart[] = [];
    for (const { name, lines: texts, goesOn, mark, writer, busy } of tails) {
      const before = goesOn ? this.#known.get(name)?.lines : undefined;
      const lines = [
        ...(before ?? []),
        ...(await runInSlices(
          readLines(texts, (text) => outlineOf(parseLine(text))),
          { turn: () => this.#clock.sleep(0) },
        )),
      ];
      known.set(name, { mark, lines });
      parts.push({ name, lines, writer, busy });
    }
    this.#known = known;
    return joinParts(parts, running).entries;
  }
}

/** As much of a line as an outline needs. */
function outlineOf(line: Line | undefined): Line | undefined {
  switch (line?.type) {
    case 'begin': {
      const { v, type, id, time, request } = line;
      const { method, url } = request;
      return { v, type, id, time, environment: '', account: '', request: { method, url, headers: [] } };
    }
    case 'end': {
      const { v, type, id, time, kind, duration } = line;
      return { v, type, id, time, kind, ...(duration === undefined ? {} : { duration }) };
    }
    case 'after': {
      const { v, type, id, time } = line;
      return { v, type, id, time, readAfter: { body: '' } };
    }
    default:
      return line;
  }
}
