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
/** From here on a letter may be half of one, or none that XML has. */
const FIRST_ODD = 0xd800;

/** More attributes than any element of metadata has: each is compared to those before it. */
const MOST_ATTRIBUTES = 32;

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
   * Reads on in a text, from where the last one was left, whatever begins before the end of the last tag in it: to
   * look beyond the end of a text now and then makes all looking slow.
   *
   * @returns how far it was read, and whether it goes on with something that is not plain
   */
  scan(text: string, from = 0): { readonly end: number; readonly other: boolean } {
    const limit = text.lastIndexOf('>') + 1;
    let end = from;
    while (end < limit) {
      this.#breaks = 0;
      const next = text.charCodeAt(end) === LESS ? this.#markup(text, end) : this.#characters(text, end);
      if (next < 0) return { end, other: next === OTHER };
      this.#line += this.#breaks;
      end = next;
    }
    return { end, other: false };
  }

  #markup(text: string, start: number): number {
    const code = text.charCodeAt(start + 1);
    if (code === SLASH) return this.#close(text, start);
    if (LETTERS[code] === 1) return this.#open(text, start);
    if (text.startsWith('<!--', start)) return this.#comment(text, start);
    return '<!--'.startsWith(text.slice(start)) ? UNFINISHED : OTHER;
  }

  #comment(text: string, start: number): number {
    const end = text.indexOf('--', start + 4);
    if (end < 0 || end + 2 === text.length) return UNFINISHED;
    if (text.charCodeAt(end + 2) !== GREATER || !this.#isPlain(text.slice(start, end))) return OTHER;
    return end + 3;
  }

  /** White space, or text up to the next tag. */
  #characters(text: string, start: number): number {
    const blank = this.#blankEnd(text, start);
    if (text.charCodeAt(blank) === LESS) return blank;
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

  #close(text: string, start: number): number {
    const name = this.open.at(-1);
    if (name === undefined) return OTHER;
    const end = start + 2 + name.length;
    if (end >= text.length) return UNFINISHED;
    if (text.charCodeAt(end) !== GREATER || !text.startsWith(name, start + 2)) return OTHER;
    this.open.pop();
    this.#closed = this.open.length === 0;
    this.#events.close();
    return end + 1;
  }

  #open(text: string, start: number): number {
    const { open } = this;
    if (this.#closed || open.length >= DEEPEST) return OTHER;
    this.#used = 0;
    const nameEnd = endOfName(text, start + 1);
    const slash = this.#attributes(text, nameEnd);
    if (slash < 0) return slash;
    const empty = text.charCodeAt(slash) === SLASH;
    const end = empty ? slash + 1 : slash;
    if (text.charCodeAt(end) !== GREATER) return end >= text.length ? UNFINISHED : OTHER;
    const name = text.slice(start + 1, nameEnd);
    this.#events.open(name, this.#pairs.slice(0, this.#used), this.#line + this.#breaks);
    if (empty) {
      this.#events.close();
      this.#closed = open.length === 0;
    } else open.push(name);
    return end + 1;
  }

  /** Up to the end of the tag, or to what does not go on with one. */
  #attributes(text: string, start: number): number {
    let at = start;
    while (true) {
      const next = this.#blankEnd(text, at);
      const code = text.charCodeAt(next);
      if (code === GREATER || code === SLASH) return next;
      if (next >= text.length) return UNFINISHED;
      if (next === at || LETTERS[code] !== 1) return OTHER;
      at = this.#attribute(text, next);
      if (at < 0) return at;
    }
  }

  #attribute(text: string, start: number): number {
    const equals = endOfName(text, start);
    const quote = text.charCodeAt(equals + 1);
    if (text.charCodeAt(equals) !== EQUALS || (quote !== QUOTE && quote !== APOSTROPHE)) {
      return equals + 1 >= text.length ? UNFINISHED : OTHER;
    }
    if (this.#used === 2 * MOST_ATTRIBUTES) return OTHER;
    const name = text.slice(start, equals);
    for (let index = 0; index < this.#used; index += 2) if (this.#pairs[index] === name) return OTHER;
    let references = false;
    let odd = false;
    let end = equals + 2;
    for (let code = text.charCodeAt(end); code !== quote; code = text.charCodeAt(++end)) {
      if (code === AMPERSAND) references = true;
      else if (code >= FIRST_ODD) odd = true;
      else if (!(code >= SPACE && code !== LESS)) return end >= text.length ? UNFINISHED : OTHER;
    }
    const value = text.slice(equals + 2, end);
    const meant = references ? withoutReferences(value) : value;
    if (meant === undefined || (odd && ODD.test(value))) return OTHER;
    this.#pairs[this.#used++] = name;
    this.#pairs[this.#used++] = meant;
    return end + 1;
  }

  #blankEnd(text: string, start: number): number {
    for (let at = start; ; at++) {
      const code = text.charCodeAt(at);
      if (code === NEWLINE) this.#breaks++;
      else if (code === RETURN ? text.charCodeAt(at + 1) !== NEWLINE : code !== SPACE && code !== TAB)
        return at;
    }
  }

  /** Counts the line breaks of a piece, unless it has something odd in it. */
  #isPlain(piece: string): boolean {
    if (ODD.test(piece)) return false;
    for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', at + 1)) this.#breaks++;
    return true;
  }
}

function endOfName(text: string, start: number): number {
  let at = start;
  while ((LETTERS[text.charCodeAt(at)] ?? 0) > 0) at++;
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
