import { createScanner, type JSONScanner } from 'jsonc-parser';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  END,
  NO_ERROR,
  OPEN_BRACE,
  OPEN_BRACKET,
  STRING,
} from '../../text/jsonKinds.ts';
import type { Span } from '../../text/span.ts';
import { BodyFrames, type BodyLevel } from './bodyFrames.ts';
import { tokenEndAt } from './cursorToken.ts';

/**
 * What may be written at a place of a JSON text, found out from its tokens alone, so that it works while the
 * text around the place is no JSON. Offsets are those of the text.
 */
export interface BodyCursor {
  /** `name`: a property's name. `value`: a property's value, or an item of an array. */
  readonly expects: 'name' | 'value';
  /** The open objects and arrays around the place, outermost first. */
  readonly levels: readonly BodyLevel[];
  /** What a proposal replaces: the token at the place, or nothing. */
  readonly span: Span;
  /** The text of `span` starts with a double quote. */
  readonly quoted: boolean;
  /** Where a comma is missing before the place. */
  readonly commaAt?: number;
  /** The colon before the value is missing. */
  readonly colonMissing: boolean;
  /** A colon follows: the name has a value already. */
  readonly colonFollows: boolean;
  /** What follows needs a comma before it. */
  readonly commaFollows: boolean;
}

interface Token extends Span {
  readonly kind: number;
}

/** A place while what follows it is still being read. */
interface Draft {
  place: 'name' | 'value' | 'colon' | 'none';
  readonly levels: readonly BodyLevel[];
  readonly token?: Token;
  readonly previousEnd: number;
  readonly comma: boolean;
  readonly next: Token[];
}

/**
 * Reads the whole text once, whatever it is.
 *
 * @returns undefined where nothing can be written, and where brackets nest deeper than any service takes them
 */
export function bodyCursor(text: string, offset: number): BodyCursor | undefined {
  return new CursorScan(text, offset).run();
}

class CursorScan {
  readonly #text: string;
  readonly #offset: number;
  readonly #scanner: JSONScanner;
  readonly #frames = new BodyFrames();
  #draft: Draft | undefined;

  constructor(text: string, offset: number) {
    this.#text = text;
    this.#offset = offset;
    this.#scanner = createScanner(text, true);
  }

  run(): BodyCursor | undefined {
    let previousEnd = 0;
    for (;;) {
      const token = this.#next();
      const cut = this.#draft ? undefined : this.#reach(token, previousEnd);
      if (token.kind === END) break;
      const taken = cut ?? token;
      if (this.#draft && this.#draft.next.length < 2 && !cut) this.#draft.next.push(taken);
      this.#take(taken, cut !== undefined);
      if (this.#frames.tooDeep) return undefined;
      previousEnd = taken.end;
    }
    return this.#draft && finish(this.#draft, this.#text, this.#offset);
  }

  #next(): Token {
    const kind: number = this.#scanner.scan();
    const start = this.#scanner.getTokenOffset();
    const end = start + this.#scanner.getTokenLength();
    if (kind !== STRING || this.#scanner.getTokenError() === NO_ERROR) return { kind, start, end };
    return { kind, start, end: this.#endOnLine(start, end) };
  }

  /** A string ends with its line, also where a backslash stands at the end of it. */
  #endOnLine(start: number, end: number): number {
    const line = this.#text.slice(start, end).search(/[\r\n]/);
    if (line < 0) return end;
    this.#scanner.setPosition(start + line);
    return start + line;
  }

  /**
   * Notes the place once the tokens get to it; returns the token that
   * it is in, which ends where a person means it to.
   */
  #reach(token: Token, previousEnd: number): Token | undefined {
    const inside = token.start < this.#offset && this.#offset <= token.end && token.kind > COLON;
    if (token.kind !== END && inside) {
      const end =
        token.kind === STRING ? tokenEndAt(this.#text, token, this.#offset, this.#names()) : token.end;
      const cut = { ...token, end };
      if (end < token.end) this.#scanner.setPosition(end);
      this.#draft = this.#draftOf(previousEnd, cut);
      return cut;
    }
    if (token.kind !== END && token.start < this.#offset) return undefined;
    const skipped = this.#text.slice(previousEnd, this.#offset);
    this.#draft = this.#draftOf(previousEnd, undefined);
    if (endsInComment(skipped)) this.#draft.place = 'none';
    return undefined;
  }

  #names(): boolean {
    const { expect } = this.#frames;
    return expect === 'name' || (expect === 'comma' && this.#frames.inObject);
  }

  #draftOf(previousEnd: number, token: Token | undefined): Draft {
    const { expect, inObject, levels } = this.#frames;
    const draft = { levels, previousEnd, next: [], comma: expect === 'comma', ...(token ? { token } : {}) };
    if (expect === 'none') return { ...draft, place: 'none' };
    if (expect === 'colon') {
      const start = token?.start ?? this.#offset;
      const below = /[\r\n]/.test(this.#text.slice(previousEnd, start));
      return { ...draft, place: below ? 'name' : 'colon' };
    }
    const name = inObject && expect !== 'value';
    return { ...draft, place: name ? 'name' : 'value' };
  }

  #take(token: Token, current: boolean): void {
    const { kind } = token;
    if (kind === OPEN_BRACE || kind === OPEN_BRACKET)
      this.#frames.open(kind === OPEN_BRACE ? 'object' : 'array');
    else if (kind === CLOSE_BRACE || kind === CLOSE_BRACKET) {
      this.#frames.close(kind === CLOSE_BRACE ? 'object' : 'array');
    } else if (kind === COMMA) this.#frames.comma();
    else if (kind === COLON) this.#frames.colon();
    else {
      const value =
        kind === STRING ? this.#scanner.getTokenValue() : this.#text.slice(token.start, token.end);
      this.#frames.word(value, kind === STRING, current);
    }
  }
}

/** Whether a text between two tokens, white space and comments, ends inside a comment. */
function endsInComment(skipped: string): boolean {
  if (!skipped.includes('/')) return false;
  const line = skipped.slice(skipped.lastIndexOf('\n') + 1);
  return line.includes('//') || skipped.lastIndexOf('/*') > skipped.lastIndexOf('*/');
}

function finish(draft: Draft, text: string, offset: number): BodyCursor | undefined {
  const [next, second] = draft.next;
  const { token, levels } = draft;
  const colonFollows = next?.kind === COLON;
  const place = colonFollows && levels.at(-1)?.frame.kind === 'object' ? 'name' : draft.place;
  if (place === 'none' || (draft.place === 'colon' && colonFollows && !token)) return undefined;
  const base = {
    levels,
    quoted: token ? token.kind === STRING : false,
    colonMissing: place === 'colon',
    colonFollows,
    ...(draft.comma ? { commaAt: draft.previousEnd } : {}),
  };
  const nextStarts = next !== undefined && startsValue(next.kind);
  if (place === 'name') {
    const span = token ?? { start: offset, end: offset };
    return { ...base, expects: 'name', span: bare(span), commaFollows: nextStarts };
  }
  const isProperty = second?.kind === COLON;
  const inArray = levels.at(-1)?.frame.kind === 'array';
  if (token || !nextStarts || isProperty || inArray || levels.length === 0) {
    const commaFollows = nextStarts && (isProperty || inArray);
    return { ...base, expects: 'value', span: bare(token ?? { start: offset, end: offset }), commaFollows };
  }
  return beforeValue(base, next, text, offset);
}

/** The value stands behind the cursor: a proposal takes its place. */
function beforeValue(
  base: Omit<BodyCursor, 'expects' | 'span' | 'commaFollows'>,
  next: Token,
  text: string,
  offset: number,
): BodyCursor | undefined {
  const line = !/[\r\n]/.test(text.slice(offset, next.end));
  if (next.kind <= COLON || !line) return undefined;
  return { ...base, expects: 'value', span: { start: offset, end: next.end }, commaFollows: false };
}

function bare({ start, end }: Span): Span {
  return { start, end };
}

function startsValue(kind: number): boolean {
  return kind === OPEN_BRACE || kind === OPEN_BRACKET || kind > COLON;
}
