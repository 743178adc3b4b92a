import { BYTE_ORDER_MARK } from '../../text/codeUnits.ts';

const SPACE = 32;

/**
 * Whether a UTF-16 code unit is white space as JavaScript's `\s` has it. Line breaks are not asked about:
 * callers stay on one line.
 */
export function isSpace(unit: number): boolean {
  if (unit === SPACE || unit === 9) return true;
  if (unit < 0xa0) return unit === 11 || unit === 12;
  return isWideSpace(unit);
}

function isWideSpace(unit: number): boolean {
  return (
    unit === 0xa0 ||
    unit === BYTE_ORDER_MARK ||
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000
  );
}

/** Whether a code unit is an ASCII letter. */
export function isLetter(unit: number): boolean {
  const lower = unit | 32;
  return lower >= 97 && lower <= 122;
}

/** The first offset in `[start, end)` that is no white space; `end` where all of it is. */
export function skipSpace(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** The offset behind the last code unit in `[start, end)` that is no white space; `start` where all of it is. */
export function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

/** The first offset in `[start, end)` that is white space; `end` where none is. */
export function skipWord(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && !isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** The first offset of `unit` in `[start, end)`; `end` where there is none. */
export function findUnit(text: string, unit: number, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) !== unit) at++;
  return at;
}

/**
 * Finds the next occurrence of one string, and remembers it: asked in ascending order it reads the text
 * once, however often it is asked and however rare the string is.
 */
class Finder {
  readonly #text: string;
  readonly #wanted: string;
  #from = 0;
  #at = -1;

  constructor(text: string, wanted: string) {
    this.#text = text;
    this.#wanted = wanted;
  }

  /** The first occurrence at or behind `from`; the text's length where there is none. */
  next(from: number): number {
    if (from > this.#at || from < this.#from) {
      const found = this.#text.indexOf(this.#wanted, from);
      this.#from = from;
      this.#at = found < 0 ? this.#text.length : found;
    }
    return this.#at;
  }
}

/** A text that is read line by line. Lines end with LF, CRLF or CR. */
export class Source {
  readonly text: string;
  readonly #feed: Finder;
  readonly #return: Finder;
  readonly #brace: Finder;
  readonly #open: Finder;
  readonly #close: Finder;
  readonly #scriptEnd: Finder;
  readonly #commentEnd: Finder;

  constructor(text: string) {
    this.text = text;
    this.#feed = new Finder(text, '\n');
    this.#return = new Finder(text, '\r');
    this.#brace = new Finder(text, '{');
    this.#open = new Finder(text, '{{');
    this.#close = new Finder(text, '}}');
    this.#scriptEnd = new Finder(text, '%}');
    this.#commentEnd = new Finder(text, '-->');
  }

  /** Where the line that `at` is on ends: the offset of its line break, or the text's length. */
  lineEnd(at: number): number {
    return Math.min(this.#feed.next(at), this.#return.next(at));
  }

  /** The offset behind the line break at `end` (an answer of `lineEnd`). */
  nextLine(end: number): number {
    if (end >= this.text.length) return this.text.length;
    return this.text.charCodeAt(end) === 13 && this.text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
  }

  /** The next `{` at or behind `from`; the text's length where there is none. */
  nextBrace(from: number): number {
    return this.#brace.next(from);
  }

  /** The next `{{` at or behind `from`; the text's length where there is none. */
  nextOpen(from: number): number {
    return this.#open.next(from);
  }

  /** The next `}}` at or behind `from`; the text's length where there is none. */
  nextClose(from: number): number {
    return this.#close.next(from);
  }

  /** The next `%}` at or behind `from`; the text's length where there is none. */
  nextScriptEnd(from: number): number {
    return this.#scriptEnd.next(from);
  }

  /** The next `-->` at or behind `from`; the text's length where there is none. */
  nextCommentEnd(from: number): number {
    return this.#commentEnd.next(from);
  }
}
