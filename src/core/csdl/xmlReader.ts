import { XmlTree, type XmlVisitor } from './xml.ts';
import { PlainXmlScanner } from './xmlPlain.ts';
import { StrictXmlReader } from './xmlStrict.ts';

/** The declaration that nearly every document begins with. */
const DECLARATION = /^<\?xml version="1\.0"(?: encoding="[A-Za-z][\w.-]*")? ?\?>/;
/** As much is waited for of a tag or a text before it is read in pieces: characters. */
const LONGEST = 65_536;

/**
 * Reads a document (XML 1.0) in pieces. What is plain is read by a scanner of our own, in half the time of saxes. From
 * the first thing on that is not plain, or not right, saxes reads the document: it alone says what is wrong, and where.
 */
export class XmlReader {
  readonly #tree: XmlTree;
  readonly #plain: PlainXmlScanner;
  #strict: StrictXmlReader | undefined;
  /** Whether anything was read. */
  #begun = false;
  /** What was not read yet. */
  #rest = '';
  /** Where that begins in its line: in characters, from 0. */
  #column = 0;

  /** @param depth how deep the elements are that the visitor wants whole; the root's is 0 */
  constructor(visitor: XmlVisitor, depth: number) {
    this.#tree = new XmlTree(visitor, depth);
    this.#plain = new PlainXmlScanner(this.#tree);
  }

  /** Where what comes next is, from 1. */
  get line(): number {
    return this.#strict?.line ?? this.#plain.line + this.#rest.split('\n').length - 1;
  }

  /** @throws XmlError */
  write(chunk: string): void {
    if (this.#rest === '') {
      this.#read(chunk, 0);
      return;
    }
    // What was not whole mostly is with the next few letters: all others are read where they are.
    const few = chunk.indexOf('>') + 1 || chunk.length;
    this.#read(this.#rest + chunk.slice(0, few), 0);
    if (this.#rest === '') this.#read(chunk, few);
    else this.#read(this.#rest + chunk.slice(few), 0);
  }

  /** @throws XmlError where the document is cut short */
  end(): void {
    if (this.#rest !== '' || !this.#plain.closed) this.#handOver();
    this.#strict?.end();
  }

  #read(text: string, from: number): void {
    if (this.#strict) {
      this.#strict.write(text.slice(from));
      return;
    }
    const start = this.#begun ? from : declarationEnd(text);
    const { end, other } = this.#plain.scan(text, start);
    if (end > from) {
      this.#begun = true;
      this.#column = columnAt(text, end, from, this.#column);
    }
    this.#rest = text.slice(end);
    if (other || this.#rest.length > LONGEST) this.#handOver();
  }

  #handOver(): void {
    const { open, closed, line } = this.#plain;
    const place = { open, closed, line, column: this.#column };
    this.#strict ??= new StrictXmlReader(this.#tree, this.#begun ? place : undefined);
    this.#strict.write(this.#rest);
    this.#rest = '';
  }
}

/** Where what is read first ends. */
function declarationEnd(text: string): number {
  return DECLARATION.exec(text)?.[0].length ?? 0;
}

/** Where something is in its line, in characters from 0, when it is known of a place before it. */
function columnAt(text: string, end: number, from: number, column: number): number {
  const line = text.lastIndexOf('\n', end - 1) + 1;
  const before = text.slice(Math.max(line, from), end);
  const halves = before.match(/[\ud800-\udbff]/g)?.length ?? 0;
  return (line > from ? 0 : column) + before.length - halves;
}
