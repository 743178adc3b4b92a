import { createScanner, type JSONScanner } from 'jsonc-parser';
import {
  BLOCK_COMMENT,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  END,
  FALSE,
  LINE_BREAK,
  LINE_COMMENT,
  NO_ERROR,
  NULL,
  NUMBER,
  OPEN_BRACE,
  OPEN_BRACKET,
  STRING,
  TRIVIA,
  TRUE,
  UNCLOSED_COMMENT,
  UNCLOSED_STRING,
  UNKNOWN,
} from '../../text/jsonKinds.ts';
import type { Span } from '../../text/span.ts';
import { fix } from '../report.ts';
import type { Findings } from './finding.ts';
import {
  readInnerQuotes,
  readOtherQuotes,
  readUnclosed,
  reportEscapes,
  startsOtherQuotes,
} from './strings.ts';

/** What stands at a place of a JSON text. `word`: something that JSON does not have. */
export type TokenKind =
  | '{'
  | '}'
  | '['
  | ']'
  | ','
  | ':'
  | 'null'
  | 'boolean'
  | 'string'
  | 'number'
  | 'word'
  | 'end';

const PUNCTUATION: Readonly<Record<number, TokenKind>> = {
  [OPEN_BRACE]: '{',
  [CLOSE_BRACE]: '}',
  [OPEN_BRACKET]: '[',
  [CLOSE_BRACKET]: ']',
  [COMMA]: ',',
  [COLON]: ':',
};

/** White space that JSON does not have, as it comes along when text is copied from a page. */
const INVISIBLE = /[\u00a0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\v\f]+/y;

/** Reads a JSON text token by token and never stops at what is not JSON: it reports that and goes on. */
export class Tokens {
  readonly text: string;
  kind: TokenKind = 'end';
  start = 0;
  end = 0;
  /** The value of a string, number, boolean or null token. */
  value: unknown;
  /** Whether the token is not JSON as it stands, so that its value is a guess. */
  damaged = false;
  readonly #scanner: JSONScanner;
  readonly #findings: Findings;

  constructor(text: string, findings: Findings) {
    this.text = text;
    this.#scanner = createScanner(text, false);
    this.#findings = findings;
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }

  /** Goes to the next token. Behind the last one it stays at `end`. */
  next(): void {
    this.damaged = false;
    this.value = undefined;
    let raw = this.#scan();
    while (this.#skips(raw)) raw = this.#scan();
    if (this.#findings.enough) this.kind = 'end';
    else this.#take(raw);
  }

  /** Makes the current token end at `end`; the next one starts there. */
  cutAt(end: number): void {
    this.end = end;
    this.#scanner.setPosition(end);
  }

  #scan(): number {
    const behind = pastBlanks(this.text, this.end);
    if (behind > this.end) this.#scanner.setPosition(behind);
    const raw: number = this.#scanner.scan();
    this.start = this.#scanner.getTokenOffset();
    this.end = Math.min(this.start + this.#scanner.getTokenLength(), this.text.length);
    return raw;
  }

  /** Whether there is nothing at the scanned place that the grammar could use. */
  #skips(raw: number): boolean {
    if (raw === TRIVIA || raw === LINE_BREAK) return true;
    if (raw === LINE_COMMENT || raw === BLOCK_COMMENT) {
      this.#reportComment();
      return true;
    }
    if (raw !== UNKNOWN) return false;
    if (this.#startsHashComment()) {
      this.cutAt(this.#findings.lineEnd(this.start));
      this.#reportComment();
      return true;
    }
    INVISIBLE.lastIndex = this.start;
    const invisible = INVISIBLE.exec(this.text)?.[0];
    if (invisible === undefined) return false;
    this.#reportInvisible(invisible);
    return true;
  }

  /**
   * `# text` behind a value or a comma, as scripts have it; a word
   * such as `#fff` behind a colon is meant as a value.
   */
  #startsHashComment(): boolean {
    if (this.text[this.start] !== '#') return false;
    let before = this.start - 1;
    while (/[ \t]/.test(this.text[before] ?? '')) before--;
    return this.text[before] !== ':' || /\s/.test(this.text[this.start + 1] ?? '');
  }

  #take(raw: number): void {
    const punctuation = PUNCTUATION[raw];
    if (punctuation !== undefined) this.kind = punctuation;
    else if (raw === STRING) this.#takeString();
    else if (raw === NUMBER) this.#takeNumber();
    else if (raw === TRUE || raw === FALSE) this.#takeLiteral('boolean', raw === TRUE);
    else if (raw === NULL) this.#takeLiteral('null', null);
    else if (raw === END) this.kind = 'end';
    else this.#takeUnknown();
  }

  #takeLiteral(kind: TokenKind, value: unknown): void {
    this.kind = kind;
    this.value = value;
  }

  #takeString(): void {
    this.kind = 'string';
    const error: number = this.#scanner.getTokenError();
    if (error === UNCLOSED_STRING) {
      const read = readUnclosed(this.text, this.start, this.#findings);
      this.value = read.value;
      this.damaged = true;
      this.cutAt(read.end);
      return;
    }
    this.value = this.#scanner.getTokenValue();
    const read = error === NO_ERROR ? readInnerQuotes(this.text, this.span, this.#findings) : undefined;
    if (read !== undefined) {
      this.value = read.value;
      this.cutAt(read.end);
    } else if (error !== NO_ERROR) {
      this.damaged = true;
      reportEscapes(this.text, this.span, this.#findings);
    }
  }

  #takeNumber(): void {
    this.kind = 'number';
    const rest = /^[\w.+-]+/.exec(this.text.slice(this.end, this.end + 40))?.[0];
    if (rest !== undefined) this.cutAt(this.end + rest.length);
    const literal = this.text.slice(this.start, this.end);
    if (rest !== undefined || this.#scanner.getTokenError() !== NO_ERROR) this.#reportNumber(literal);
    this.value = Number(literal);
  }

  #takeUnknown(): void {
    if (startsOtherQuotes(this.text, this.start)) {
      const read = readOtherQuotes(this.text, this.start, this.#findings);
      this.kind = 'string';
      this.value = read.value;
      this.cutAt(read.end);
    } else if (/^(?:[+-]?\.?\d)/.test(this.text.slice(this.start, this.start + 3))) {
      this.kind = 'number';
      const literal = this.text.slice(this.start, this.end);
      this.value = Number(literal);
      this.#reportNumber(literal);
    } else {
      this.kind = 'word';
      this.value = this.text.slice(this.start, this.end);
      this.damaged = true;
    }
  }

  #reportNumber(literal: string): void {
    this.damaged = true;
    const number = /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(literal) ? String(Number(literal)) : undefined;
    const leadingZero = /^[+-]?0\d/.test(literal);
    this.#findings.sure({
      code: 'json-literal',
      span: this.span,
      message: leadingZero
        ? `JSON numbers have no leading zero. Write ${number ?? 'the number without it'}, or "${literal}" where it is text.`
        : `${literal} is not a JSON number. Write it in digits, such as 10 or 0.5; text needs double quotes.`,
      fixes: [
        ...(number === undefined || /e/.test(number) ? [] : fix(`Write ${number}`, this.span, number, false)),
        ...fix('Put it in quotes', this.span, JSON.stringify(literal), false),
      ],
    });
  }

  #reportInvisible(found: string): void {
    const code = (found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const span = { start: this.start, end: this.start + found.length };
    this.#findings.sure({
      code: 'json-literal',
      span,
      message: `An invisible character (U+${code}) stands here, which JSON does not allow. Replace it by a space.`,
      fixes: fix('Replace by a space', span, ' '),
    });
    this.#findings.explain(this.start);
    this.cutAt(span.end);
  }

  #reportComment(): void {
    const error: number = this.#scanner.getTokenError();
    const message =
      error === UNCLOSED_COMMENT
        ? 'This comment is never closed, and JSON has no comments. Remove it.'
        : 'JSON has no comments. Remove it, or put it on a line of its own that starts with //.';
    this.#findings.sure({
      code: 'json-comment',
      span: this.span,
      message,
      fixes: fix('Remove the comment', commentWithSpace(this.text, this.span), ''),
    });
  }
}

/** The first offset from `at` on that is no white space of JSON: the scanner takes each run of it as a token. */
function pastBlanks(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== 32 && unit !== 10 && unit !== 13 && unit !== 9) break;
  }
  return at;
}

/** The comment with the blanks before it, so that nothing is left at the end of a line. */
function commentWithSpace(text: string, span: Span): Span {
  let start = span.start;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  return { start, end: span.end };
}
