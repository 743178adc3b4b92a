import { SaxesParser } from 'saxes';
import { XmlError, type XmlEvents } from './xml.ts';

/** More levels than any metadata has: a hostile document must not overflow what walks it. */
export const DEEPEST = 100;

/** Between tags it means nothing. */
const BLANK = /^[ \t\n]*$/;

/** How far a document was read by somebody else, up to the end of a tag, a text or a comment. */
export interface XmlPlace {
  /** Names of the elements that are open, the root's first. */
  readonly open: readonly string[];
  /** Whether the root was closed. */
  readonly closed: boolean;
  /** From 1. */
  readonly line: number;
  /** In characters, from 0. */
  readonly column: number;
}

/**
 * Reads any document (XML 1.0) in pieces. Everything that is not well-formed is refused, and so is a document type
 * declaration: metadata needs none, and entities are what they are misused for.
 */
export class StrictXmlReader {
  readonly #parser = new SaxesParser({ xmlns: false, position: true });
  readonly #events: XmlEvents;
  #attributes: string[] = [];
  #depth = 0;

  /** @param place where to go on in a document, instead of at its beginning */
  constructor(events: XmlEvents, place?: XmlPlace) {
    this.#events = events;
    const parser = this.#parser;
    parser.on('error', (cause) => this.#fail(cause.message.replace(/^\d+:\d+: /, '').trim()));
    if (place) this.#goOn(place);
    parser.on('doctype', () => this.#fail('A document type declaration is not allowed.'));
    // What saxes gives for a whole tag is a dictionary, which is slow to read and takes four times the memory.
    parser.on('attribute', ({ name, value }) => this.#attributes.push(name, value));
    parser.on('opentag', ({ name }) => this.#open(name));
    parser.on('text', (text) => {
      if (!BLANK.test(text)) this.#events.text(text);
    });
    parser.on('cdata', (text) => this.#events.text(text));
    parser.on('closetag', () => this.#close());
  }

  /** Where what comes next is, from 1. */
  get line(): number {
    return this.#parser.line;
  }

  /** @throws XmlError */
  write(chunk: string): void {
    this.#parser.write(chunk);
  }

  /** @throws XmlError where the document is cut short */
  end(): void {
    this.#parser.close();
  }

  /** Brings the parser into the state that it would have there: behind a comment no XML declaration is allowed. */
  #goOn({ open, closed, line, column }: XmlPlace): void {
    this.#depth = open.length;
    const root = closed ? '<a/>' : open.map((name) => `<${name}>`).join('');
    this.#parser.write(`<!---->${root}`);
    this.#parser.line = line;
    this.#parser.column = column;
  }

  #open(name: string): void {
    if (this.#depth >= DEEPEST) this.#fail(`Elements are nested more than ${DEEPEST} deep.`);
    this.#depth++;
    const tag = ['', name, ...this.#attributes];
    this.#attributes = [];
    this.#events.open(tag, this.#parser.line);
  }

  #close(): void {
    this.#depth--;
    this.#events.close();
  }

  #fail(message: string): never {
    throw new XmlError(message, this.#parser.line, this.#parser.column + 1);
  }
}
