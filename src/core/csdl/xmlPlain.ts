import type { XmlEvents, XmlTag } from './xml.ts';
import { DEEPEST } from './xmlStrict.ts';
import { BLANK, Lines, NAME, SPACE, VALUE } from './xmlWords.ts';

/** A tag, a text or a comment is not whole yet. */
const UNFINISHED = -1;
/** Here is something that is not plain. */
const OTHER = -2;

const SLASH = 47;
const LESS = 60;

/** More attributes than any element of metadata has: each is compared to those before it. */
const MOST_ATTRIBUTES = 32;

/** The places of attributes in the expression for whole tags: hardly any element has more. */
const PLACES = [2, 4, 6, 8];

/**
 * White space, then a whole tag. A document is read once, by code that was never run before: one expression finds a tag
 * in half the time that any loop takes.
 */
const TAG = new RegExp(`${BLANK}<(?:(${NAME})${attributesFrom(0)}${BLANK}/?|/(${NAME}))>`, 'y');
/** Which of its places has the name of an element that begins, and of one that ends. */
const OPENED = 1;
const CLOSED = 10;

const BEGIN = new RegExp(`<(${NAME})`, 'y');
const ATTRIBUTE = new RegExp(`${SPACE}(${NAME})=(?:"([^"<\\0-\\x1f]*)"|'([^'<\\0-\\x1f]*)')`, 'y');
const END = new RegExp(`${BLANK}/?>`, 'y');
/** What is no attribute, and not the end of a tag, only because the text ends before it does. */
const CUT = new RegExp(`${BLANK}(?:\\r|/|${NAME}(?:=(?:"[^"<\\0-\\x1f]*|'[^'<\\0-\\x1f]*)?)?)?$`, 'y');
const WHITE = new RegExp(BLANK, 'y');

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
/** Whether it has to be looked at for what is odd: that takes an expression which is slow to make. */
const BEYOND = /[^\t\n -~]/;
/** What XML does not allow, half a letter among it; and a return alone, which counts as a line break. */
const ODD = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]|\r(?!\n)/u;

/**
 * Reads what nearly all of any metadata is: tags with ASCII names, white space, text and comments. Each is read only
 * when it is whole and surely right; anything else is left to somebody who knows all of XML.
 */
export class PlainXmlScanner {
  /** Names of the elements that are open, the root's first. */
  readonly open: string[] = [];
  // No private names: code that is run for the first time finds them slowly.
  private readonly events: XmlEvents;
  private isClosed = false;
  private text = '';
  private readonly lines = new Lines();
  /** How far the text was read. */
  private end = 0;

  constructor(events: XmlEvents) {
    this.events = events;
  }

  /** Whether the root was closed. */
  get closed(): boolean {
    return this.isClosed;
  }

  /** Of what comes next, from 1. */
  get line(): number {
    return this.lines.at(this.end);
  }

  /**
   * Reads on in a text, from where the last one was left, whatever begins before the end of the last tag in it.
   *
   * @returns how far it was read, and whether it goes on with something that is not plain
   */
  scan(text: string, from = 0): { readonly end: number; readonly other: boolean } {
    const limit = text.lastIndexOf('>') + 1;
    this.text = text;
    this.lines.begin(text, from);
    this.end = from;
    while (this.end < limit) {
      const start = this.events.readUsual?.(text, this.end, this.lines) ?? this.end;
      this.end = start;
      TAG.lastIndex = start;
      const tag = TAG.exec(text);
      const next = tag === null ? this.unusual(start) : this.take(tag, TAG.lastIndex);
      if (next < 0) return { end: this.counted(start), other: next === OTHER };
      this.end = next;
    }
    return { end: this.counted(this.end), other: false };
  }

  private counted(end: number): number {
    this.lines.at(end);
    return end;
  }

  private take(tag: XmlTag, end: number): number {
    const { open } = this;
    const closed = tag[CLOSED];
    if (closed === undefined) return this.begin(tag, end);
    if (open.at(-1) !== closed) return OTHER;
    open.pop();
    this.isClosed = open.length === 0;
    this.events.close();
    return end;
  }

  private begin(tag: XmlTag, end: number): number {
    const { open } = this;
    if (this.isClosed || open.length >= DEEPEST) return OTHER;
    const line = this.lines.at(end);
    if (this.text.charCodeAt(end - 2) !== SLASH) {
      this.events.open(tag, line);
      open.push(tag[OPENED] ?? '');
    } else {
      this.events.empty(tag, line);
      this.isClosed = open.length === 0;
    }
    return end;
  }

  /** Anything but a usual tag. */
  private unusual(start: number): number {
    const text = this.text;
    WHITE.lastIndex = start;
    WHITE.test(text);
    const blank = WHITE.lastIndex;
    if (text.charCodeAt(blank) !== LESS) return this.words(start, blank);
    if (text.startsWith('<!--', blank)) return this.comment(blank);
    BEGIN.lastIndex = blank;
    const begin = BEGIN.exec(text);
    if (begin) return this.attributes(begin[1] ?? '', BEGIN.lastIndex);
    return isBeginning('<!--', text, blank) || isBeginning(`</${this.open.at(-1)}>`, text, blank)
      ? UNFINISHED
      : OTHER;
  }

  /** Text up to the next tag. */
  private words(start: number, blank: number): number {
    const text = this.text;
    if (blank >= text.length) return UNFINISHED;
    if (this.open.length === 0) return OTHER;
    const end = text.indexOf('<', blank);
    if (end < 0) return UNFINISHED;
    const words = text.slice(start, end);
    if (words.includes('&') || words.includes(']]>') || (BEYOND.test(words) && ODD.test(words))) return OTHER;
    this.events.text(words.replaceAll('\r\n', '\n'));
    return end;
  }

  private comment(start: number): number {
    const text = this.text;
    const end = text.indexOf('--', start + 4);
    if (end < 0 || end + 2 === text.length) return UNFINISHED;
    if (text[end + 2] !== '>' || ODD.test(text.slice(start, end))) return OTHER;
    return end + 3;
  }

  /** A tag that has more attributes than the usual, other quotes or letters, or references. */
  private attributes(name: string, start: number): number {
    const text = this.text;
    const tag = ['', name];
    for (let at = start; ; at = ATTRIBUTE.lastIndex) {
      ATTRIBUTE.lastIndex = at;
      const attribute = ATTRIBUTE.exec(text);
      if (attribute === null) return this.endOfTag(tag, at);
      const key = attribute[1] ?? '';
      const value = meaningOf(attribute[2] ?? attribute[3] ?? '');
      for (let index = 2; index < tag.length; index += 2) if (tag[index] === key) return OTHER;
      if (value === undefined || tag.length > 2 * MOST_ATTRIBUTES) return OTHER;
      tag.push(key, value);
    }
  }

  private endOfTag(tag: XmlTag, at: number): number {
    const text = this.text;
    END.lastIndex = at;
    if (END.test(text)) return this.begin(tag, END.lastIndex);
    CUT.lastIndex = at;
    return CUT.test(text) ? UNFINISHED : OTHER;
  }
}

/** Each of the usual places of attributes: there only where the one before it is, and with another name than those. */
function attributesFrom(index: number): string {
  if (index === PLACES.length) return '';
  const others = PLACES.slice(0, index).map((place) => `(?!\\${place}=)`);
  return `(?:${SPACE}${others.join('')}(${NAME})="(${VALUE})"${attributesFrom(index + 1)})?`;
}

/** Whether a text ends with the beginning of something. */
function isBeginning(whole: string, text: string, at: number): boolean {
  return whole.startsWith(text.slice(at, at + whole.length)) && at + whole.length > text.length;
}

/** What the value of an attribute means; undefined where it has something odd, or a reference that is not known. */
function meaningOf(value: string): string | undefined {
  if (BEYOND.test(value) && ODD.test(value)) return undefined;
  if (!value.includes('&')) return value;
  let known = true;
  const meant = value.replaceAll(/&[^&;]*;?/g, (reference) => {
    const letter = REFERENCES.get(reference);
    known &&= letter !== undefined;
    return letter ?? '';
  });
  return known ? meant : undefined;
}
