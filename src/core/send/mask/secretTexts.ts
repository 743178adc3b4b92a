import { MASK } from '../../text/secrets.ts';
import { runAtOnce, type Steps } from '../../text/steps.ts';

/** Texts are found by so many UTF-16 units of their beginning: shorter ones are not looked for inside of others. */
export const SHORTEST_INSIDE = 6;
/** Where there are more, they are not told apart: whatever could be one is masked. */
const MOST = 5_000;
/** So many that begin alike are compared one after the other; more are looked up by their lengths. */
const FEW = 16;
/** UTF-16 units that may be looked up at one place, all lengths together; more are not told apart either. */
const MOST_UNITS = 4_000;
/** UTF-16 units that are looked through in one step. */
const PIECE = 128 * 1024;

/**
 * Finds any of many texts inside of another one and masks them. Linear in the text, whatever is looked for: a request
 * may have thousands of secrets, and its answer megabytes.
 */
export class SecretTexts {
  /** By how they begin. */
  readonly #heads: ReadonlyMap<string, Alike>;
  /** Whether a text may begin with three such units. */
  readonly #sieve = new Uint8Array(1 << 16);
  readonly #masksAll: boolean;

  /** @param texts each of at least `SHORTEST_INSIDE` units; no other is looked for */
  constructor(texts: readonly string[]) {
    const wanted = [...new Set(texts)].filter(({ length }) => length >= SHORTEST_INSIDE);
    const heads = grouped(wanted, (text) => text.slice(0, SHORTEST_INSIDE));
    for (const head of heads.keys()) this.#sieve[hash(head, 0)] = 1;
    this.#heads = new Map([...heads].map(([head, alike]) => [head, new Alike(alike)]));
    this.#masksAll =
      wanted.length > MOST || [...this.#heads.values()].some(({ units }) => units > MOST_UNITS);
  }

  /** The text with each of them masked; those that overlap become one. */
  mask(text: string): string {
    return runAtOnce(this.maskInSteps(text));
  }

  /** The same for a long text, in steps. */
  *maskInSteps(text: string): Steps<string> {
    if (this.#heads.size === 0 || text.length < SHORTEST_INSIDE) return text;
    if (this.#masksAll) return MASK;
    let masked = '';
    // What is kept so far, and where the one that was found last begins and ends.
    let kept = 0;
    let start = -1;
    let end = -1;
    const last = text.length - SHORTEST_INSIDE;
    for (let at = 0; at <= last; at++) {
      if (at % PIECE === PIECE - 1) yield;
      const length = this.#lengthAt(text, at);
      if (length === 0) continue;
      if (at > end) {
        if (start >= 0) masked += text.slice(kept, start) + MASK;
        if (start >= 0) kept = end;
        start = at;
      }
      end = Math.max(end, at + length);
    }
    return start < 0 ? text : masked + text.slice(kept, start) + MASK + text.slice(end);
  }

  /** Length of the longest of them that begins at a place; 0 where none does. */
  #lengthAt(text: string, at: number): number {
    if (this.#sieve[hash(text, at)] === 0) return 0;
    return this.#heads.get(text.slice(at, at + SHORTEST_INSIDE))?.lengthAt(text, at) ?? 0;
  }
}

/** Texts that begin alike. */
class Alike {
  /** UTF-16 units that are looked up at one place. */
  readonly units: number = 0;
  /** The longest first. */
  readonly #few: readonly string[] = [];
  readonly #byLength: readonly (readonly [length: number, texts: ReadonlySet<string>])[] = [];

  constructor(texts: readonly string[]) {
    const longestFirst = texts.toSorted((a, b) => b.length - a.length);
    if (texts.length <= FEW) {
      this.#few = longestFirst;
      return;
    }
    const byLength = grouped(longestFirst, ({ length }) => length);
    this.#byLength = [...byLength].map(([length, same]) => [length, new Set(same)]);
    this.units = this.#byLength.reduce((sum, [length]) => sum + length, 0);
  }

  /** Length of the longest that stands at a place; 0 where none does. */
  lengthAt(text: string, at: number): number {
    const found = this.#few.find((each) => text.startsWith(each, at));
    if (found !== undefined) return found.length;
    return this.#byLength.find(([length, same]) => same.has(text.slice(at, at + length)))?.[0] ?? 0;
  }
}

function grouped<K>(texts: readonly string[], keyOf: (text: string) => K): ReadonlyMap<K, readonly string[]> {
  const groups = new Map<K, string[]>();
  for (const text of texts) {
    const key = keyOf(text);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [text]);
    else group.push(text);
  }
  return groups;
}

/** A number of 16 bits for the three units at a place. */
function hash(text: string, at: number): number {
  return (text.charCodeAt(at) ^ (text.charCodeAt(at + 1) << 5) ^ (text.charCodeAt(at + 2) << 10)) & 0xffff;
}
