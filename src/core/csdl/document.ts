import { CsdlCompiler } from './compile.ts';
import type { Metadata } from './model.ts';
import { XmlError } from './xml.ts';

/** As many bytes are made text and read at a time: text that nobody reads yet only costs memory. */
const PIECE = 65_536;
/** As many bytes decide what kind of text it is. */
const FIRST = 512;
const LESS = 0x3c;

/**
 * Compiles a CSDL document from its bytes, in pieces of any size: UTF-8, or UTF-16 (XML 1.0, section
 * 4.3.3). What is no text, or plainly no XML, is refused with a sentence that says what it is.
 */
export class CsdlDocument {
  readonly #compiler = new CsdlCompiler();
  #decoder: InstanceType<typeof TextDecoder> | undefined;
  /** The first bytes, until there are enough of them. */
  #first: Uint8Array | undefined = new Uint8Array();
  #lines = 1;

  /** @throws XmlError */
  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += PIECE) this.#take(bytes.subarray(at, at + PIECE));
  }

  /**
   * The whole document, once all of it was written.
   *
   * @throws XmlError
   */
  end(): Metadata {
    if (this.#first !== undefined) this.#begin(this.#first);
    this.#compile(new Uint8Array(), false);
    return this.#compiler.end();
  }

  #take(piece: Uint8Array): void {
    if (this.#first === undefined) {
      this.#compile(piece, true);
      return;
    }
    const first = joined(this.#first, piece);
    this.#first = first;
    if (first.length >= FIRST) this.#begin(first);
  }

  #begin(first: Uint8Array): void {
    this.#first = undefined;
    this.#decoder = new TextDecoder(encodingOf(first), { fatal: true });
    const foreign = foreignKind(first, this.#decoder.encoding);
    if (foreign !== undefined) throw new XmlError(foreign, 1, 1);
    this.#compile(first, true);
  }

  #compile(bytes: Uint8Array, stream: boolean): void {
    const text = this.#decode(bytes, stream);
    this.#compiler.write(text);
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#lines++;
  }

  #decode(bytes: Uint8Array, stream: boolean): string {
    try {
      return this.#decoder?.decode(bytes, { stream }) ?? '';
    } catch {
      const encoding = this.#decoder?.encoding;
      const before = new TextDecoder(encoding).decode(bytes).split('\ufffd', 1)[0]?.split('\n') ?? [];
      const line = this.#lines + Math.max(before.length - 1, 0);
      const message = `Here are bytes that are no text in ${encoding?.toUpperCase()}. Save the document as UTF-8.`;
      throw new XmlError(message, line, (before.at(-1)?.length ?? 0) + 1);
    }
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** By the mark of the byte order, or by how `<` is written where that is missing (XML 1.0, appendix F). */
function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (first === LESS && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === LESS)) return 'utf-16be';
  return 'utf-8';
}

/** What a text is that is plainly no metadata; undefined where it may be some. */
function foreignKind(first: Uint8Array, encoding: string): string | undefined {
  const text = new TextDecoder(encoding).decode(first.subarray(0, FIRST)).trimStart();
  if (text === '') return 'The document is empty.';
  if (/^<(?:!doctype\s+html|html)\b/i.test(text)) return 'This is a web page, not OData metadata.';
  if (text.startsWith('<')) return undefined;
  return /^[[{"]/.test(text) ? 'This is JSON, not OData metadata in XML.' : 'This is no XML.';
}
