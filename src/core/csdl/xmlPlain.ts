import type { XmlEvents } from './xml.ts';
import { DEEPEST } from './xmlStrict.ts';

/** A tag, a text or a comment is not whole yet. */
const UNFINISHED = -1;
/** Here is something that is not plain. */
const OTHER = -2;

const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const AMPERSAND = 38;
const APOSTROPHE = 39;
const SLASH = 47;
const LESS = 60;
const EQUALS = 61;
const GREATER = 62;
/** Stands for every letter that is none of ASCII: half a letter may be among them, or what XML has not. */
const BEYOND = 127;

/** More attributes than any element of metadata has: each is compared to those before it. */
const MOST_ATTRIBUTES = 32;

const WORDS = 2048;
const LONGEST_WORD = 48;

/** The references that metadata has. */
const REFERENCES: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&#x9;', '\t'],
  ['&#xA;', '\n'],
  ['&#xD;', '\r'],
]);
/** What XML does not allow, half a letter among it; and a return alone, which counts as a line break. */
const ODD = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]|\r(?!\n)/u;

/** Letters that a name may begin with (1) or go on with (2), of ASCII. */
const LETTERS = new Uint8Array(128);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_:')
  LETTERS[letter.charCodeAt(0)] = 1;
for (const letter of '0123456789-.') LETTERS[letter.charCodeAt(0)] = 2;

/** What a letter is in the value of an attribute: nothing that matters where it is 0. */
const VALUE = new Uint8Array(128);
const NEVER = 4;
const REFERENCE = 2;
const MAYBE_ODD = 1;
VALUE.fill(NEVER, 0, SPACE);
VALUE[LESS] = NEVER;
VALUE[AMPERSAND] = REFERENCE;
VALUE[BEYOND] = MAYBE_ODD;

const encoder = new TextEncoder();

/**
 * Reads what nearly all of any metadata is: tags with ASCII names, white space, text and comments. Each is read only
 * when it is whole and surely right; anything else is left to somebody who knows all of XML.
 */
export class PlainXmlScanner {
  /** Names of the elements that are open, the root's first. */
  readonly open: string[] = [];
  readonly #events: XmlEvents;
  #closed = false;
  #line = 1;
  #text = '';
  /**
   * The letters of the text. A document is read once, by code that was never run before: that takes half as long from
   * an array of numbers as from a string.
   */
  #codes: Uint8Array = new Uint8Array();
  /** Names and short values that were met, by some of their letters: most come again and again. */
  readonly #words: string[] = new Array<string>(WORDS).fill('');
  /** Names and values of the tag that is being read, by turns, and how many of them there are. */
  readonly #pairs: string[] = [];
  #used = 0;
  /** Line breaks since what is being read began. */
  #breaks = 0;

  constructor(events: XmlEvents) {
    this.#events = events;
  }

  /** Whether the root was closed. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Of what comes next, from 1. */
  get line(): number {
    return this.#line;
  }

  /**
   * Reads on in a text, from where the last one was left, whatever begins before the end of the last tag in it.
   *
   * @param bytes of the text, where each letter of it is one
   * @returns how far it was read, and whether it goes on with something that is not plain
   */
  scan(text: string, from = 0, bytes?: Uint8Array): { readonly end: number; readonly other: boolean } {
    const limit = text.lastIndexOf('>') + 1;
    this.#text = text;
    const codes = bytes ?? encoded(text);
    this.#codes = codes;
    let end = from;
    while (end < limit) {
      this.#breaks = 0;
      const next = codes[end] === LESS ? this.#markup(end) : this.#characters(end);
      if (next < 0) return { end, other: next === OTHER };
      this.#line += this.#breaks;
      end = next;
    }
    return { end, other: false };
  }

  #markup(start: number): number {
    const text = this.#text;
    const code = this.#codes[start + 1] ?? 0;
    if (code === SLASH) return this.#close(start);
    if (LETTERS[code] === 1) return this.#open(start);
    if (text.startsWith('<!--', start)) return this.#comment(start);
    return '<!--'.startsWith(text.slice(start)) ? UNFINISHED : OTHER;
  }

  #comment(start: number): number {
    const text = this.#text;
    const end = text.indexOf('--', start + 4);
    if (end < 0 || end + 2 === text.length) return UNFINISHED;
    if (this.#codes[end + 2] !== GREATER || !this.#isPlain(text.slice(start, end))) return OTHER;
    return end + 3;
  }

  /** White space, or text up to the next tag. */
  #characters(start: number): number {
    const text = this.#text;
    const blank = this.#blankEnd(start);
    if (this.#codes[blank] === LESS) return blank;
    if (blank >= text.length) return UNFINISHED;
    if (this.open.length === 0) return OTHER;
    const end = text.indexOf('<', blank);
    if (end < 0) return UNFINISHED;
    this.#breaks = 0;
    const words = text.slice(start, end);
    if (words.includes('&') || words.includes(']]>') || !this.#isPlain(words)) return OTHER;
    this.#events.text(words.replaceAll('\r\n', '\n'));
    return end;
  }

  #close(start: number): number {
    const text = this.#text;
    const name = this.open.at(-1);
    if (name === undefined) return OTHER;
    const end = start + 2 + name.length;
    if (end >= text.length) return UNFINISHED;
    if (this.#codes[end] !== GREATER || !text.startsWith(name, start + 2)) return OTHER;
    this.open.pop();
    this.#closed = this.open.length === 0;
    this.#events.close();
    return end + 1;
  }

  #open(start: number): number {
    const { open } = this;
    const codes = this.#codes;
    if (this.#closed || open.length >= DEEPEST) return OTHER;
    const nameEnd = endOfName(codes, start + 1);
    this.#used = 0;
    let end = this.#attributes(nameEnd);
    if (end < 0) return end;
    const empty = codes[end] === SLASH;
    if (empty) end++;
    if (codes[end] !== GREATER) return this.#unless(end);
    const name = this.#word(start + 1, nameEnd);
    this.#events.open(name, this.#pairs.slice(0, this.#used), this.#line + this.#breaks);
    if (empty) {
      this.#events.close();
      this.#closed = open.length === 0;
    } else open.push(name);
    return end + 1;
  }

  /** Up to the end of the tag, or to what does not go on with one. */
  #attributes(start: number): number {
    const codes = this.#codes;
    let at = start;
    while (true) {
      const next = this.#blankEnd(at);
      const code = codes[next] ?? 0;
      if (code === GREATER || code === SLASH) return next;
      if (next === at || LETTERS[code] !== 1) return this.#unless(next);
      at = this.#attribute(next);
      if (at < 0) return at;
    }
  }

  #attribute(start: number): number {
    const codes = this.#codes;
    const equals = endOfName(codes, start);
    const quote = codes[equals + 1];
    if (codes[equals] !== EQUALS || (quote !== QUOTE && quote !== APOSTROPHE))
      return this.#unless(equals + 1);
    const name = this.#word(start, equals);
    const pairs = this.#pairs;
    const used = this.#used;
    if (used === 2 * MOST_ATTRIBUTES) return OTHER;
    for (let index = 0; index < used; index += 2) if (pairs[index] === name) return OTHER;
    let kinds = 0;
    let end = equals + 2;
    for (let code = codes[end] ?? 0; code !== quote; code = codes[++end] ?? 0) {
      const kind = VALUE[code] ?? 0;
      if (kind === 0) continue;
      if (kind === NEVER) return this.#unless(end);
      kinds |= kind;
    }
    const value = this.#word(equals + 2, end);
    const meant = (kinds & REFERENCE) > 0 ? withoutReferences(value) : value;
    if (meant === undefined || ((kinds & MAYBE_ODD) > 0 && ODD.test(value))) return OTHER;
    pairs[used] = name;
    pairs[used + 1] = meant;
    this.#used = used + 2;
    return end + 1;
  }

  /** A piece of the text: the same string as before, where one like it is still remembered. */
  #word(start: number, end: number): string {
    const codes = this.#codes;
    const length = end - start;
    if (length > LONGEST_WORD) return this.#text.slice(start, end);
    const middle = codes[start + (length >> 1)] ?? 0;
    const slot =
      (31 * (codes[start] ?? 0) + 61 * middle + 7 * (codes[end - 1] ?? 0) + 127 * length) & (WORDS - 1);
    const known = this.#words[slot];
    if (known?.length === length && this.#text.startsWith(known, start)) return known;
    const word = this.#text.slice(start, end);
    this.#words[slot] = word;
    return word;
  }

  /** It is not plain there, unless the text ends. */
  #unless(at: number): number {
    return at >= this.#text.length ? UNFINISHED : OTHER;
  }

  #blankEnd(start: number): number {
    const codes = this.#codes;
    for (let at = start; ; at++) {
      const code = codes[at];
      if (code === SPACE) continue;
      if (code === NEWLINE) this.#breaks++;
      else if (code === RETURN ? codes[at + 1] !== NEWLINE : code !== TAB) return at;
    }
  }

  /** Counts the line breaks of a piece, unless it has something odd in it. */
  #isPlain(piece: string): boolean {
    if (ODD.test(piece)) return false;
    for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', at + 1)) this.#breaks++;
    return true;
  }
}

/** The letters of a text, each as one number: those beyond ASCII as one for all of them. */
function encoded(text: string): Uint8Array {
  return encoder.encode(text.replaceAll(/[^\0-\x7f]/g, '\x7f'));
}

function endOfName(codes: Uint8Array, start: number): number {
  let at = start;
  while ((LETTERS[codes[at] ?? 0] ?? 0) > 0) at++;
  return at;
}

/** Undefined where a reference is none of the known ones. */
function withoutReferences(value: string): string | undefined {
  let known = true;
  const meant = value.replaceAll(/&[^&;]*;?/g, (reference) => {
    const letter = REFERENCES.get(reference);
    known &&= letter !== undefined;
    return letter ?? '';
  });
  return known ? meant : undefined;
}
