import type { LeftOut } from './model.ts';

/** More kinds than this are counted together: a hostile document must not fill the memory with them. */
const MOST_KINDS = 500;
const REST = 'More that the compiler does not know.';

/** Counts what is left out, by kind. */
export class LeftOutCounter {
  readonly #kinds = new Map<string, { -readonly [K in keyof LeftOut]: LeftOut[K] }>();

  /**
   * @param what in plain words, the same for all of one kind
   * @param example name or target of this one
   * @param line where it stands, from 1
   */
  add(what: string, example: string, line: number, faulty: boolean): void {
    const key = this.#kinds.has(what) || this.#kinds.size < MOST_KINDS ? what : REST;
    const known = this.#kinds.get(key);
    if (known) {
      known.count++;
      known.faulty ||= faulty;
    } else {
      this.#kinds.set(key, { what: key, count: 1, faulty, line, example: example.slice(0, 200) });
    }
  }

  /** What is wrong first, then the most frequent. */
  list(): readonly LeftOut[] {
    return [...this.#kinds.values()].sort((a, b) => Number(b.faulty) - Number(a.faulty) || b.count - a.count);
  }
}
