import { CsdlCompiler } from './compile.ts';
import type { Metadata } from './model.ts';
import { XmlError } from './xml.ts';

/** As many bytes are made text and read at a time: text that nobody reads yet only costs memory. */
const PIECE = 65_536;
/** Of a piece that is not all ASCII only so many bytes are: text that is not takes twice the memory. */
const SMALL = 2_048;
/** As much is waited for of a tag or a text before it is read in pieces: bytes. */
const LONGEST = 65_536;
/** As many bytes decide what kind of text it is. */
const FIRST = 512;
const LESS = 0x3c;
const GREATER = 0x3e;
/** A byte of a letter that is not its first is `10xxxxxx`. */
const FOLLOWS = 0xc0;
const FOLLOWING = 0x80;
/** The mark of the byte order (U+FEFF) in UTF-8. */
const MARK = [0xef, 0xbb, 0xbf];

/**
 * Compiles a CSDL document from its bytes, in pieces of any size: UTF-8, or UTF-16 (XML 1.0, section
 * 4.3.3). What is no text, or plainly no XML, is refused with a sentence that says what it is.
 */
export class CsdlDocument {
  readonly #compiler = new CsdlCompiler();
  #decoder: InstanceType<typeof TextDecoder> | undefined;
  /** What was not read yet; at first all of it, until there is enough to know what it is. */
  #rest: Uint8Array = new Uint8Array();

  /** How many bytes of it there were so far. */
  size = 0;

  /** @throws XmlError */
  write(bytes: Uint8Array): void {
    this.size += bytes.length;
    for (let at = 0; at < bytes.length; at += PIECE) this.#take(bytes.subarray(at, at + PIECE));
  }

  /**
   * The whole document, once all of it was written.
   *
   * @throws XmlError
   */
  end(): Metadata {
    this.#compile(this.#decoder === undefined ? this.#begin(this.#rest) : this.#rest);
    if (this.#decoder?.encoding !== 'utf-8') this.#compiler.write(this.#decode(new Uint8Array(), false));
    return this.#compiler.end();
  }

  #take(piece: Uint8Array): void {
    let bytes = this.#rest.length === 0 ? piece : joined(this.#rest, piece);
    if (this.#decoder === undefined && bytes.length >= FIRST) bytes = this.#begin(bytes);
    const end = this.#decoder === undefined ? 0 : endOf(bytes, this.#decoder.encoding);
    this.#compile(bytes.subarray(0, end));
    // A copy: the piece may be a small part of what somebody else gave.
    this.#rest = new Uint8Array(bytes.subarray(end));
  }

  /** What is behind the mark of the byte order: with UTF-16 the decoder looks after it. */
  #begin(first: Uint8Array): Uint8Array {
    const encoding = encodingOf(first);
    const foreign = foreignKind(first, encoding);
    if (foreign !== undefined) throw new XmlError(foreign, 1, 1);
    const isUtf8 = encoding === 'utf-8';
    // Each piece of UTF-8 is decoded for itself: the mark is none in the middle of a document.
    this.#decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: isUtf8 });
    return first.subarray(isUtf8 && MARK.every((byte, at) => first[at] === byte) ? MARK.length : 0);
  }

  #compile(bytes: Uint8Array): void {
    const isUtf8 = this.#decoder?.encoding === 'utf-8';
    const text = this.#decode(bytes, !isUtf8);
    if (!isUtf8 || text.length === bytes.length) {
      this.#compiler.write(text);
      return;
    }
    for (let at = 0; at < bytes.length; ) {
      const end = bytes.lastIndexOf(GREATER, at + SMALL) + 1;
      const part = bytes.subarray(at, end > at ? end : bytes.length);
      this.#compiler.write(this.#decode(part, false));
      at += part.length;
    }
  }

  #decode(bytes: Uint8Array, stream: boolean): string {
    try {
      return this.#decoder?.decode(bytes, { stream }) ?? '';
    } catch {
      const encoding = this.#decoder?.encoding;
      const before = new TextDecoder(encoding).decode(bytes).split('\ufffd', 1)[0]?.split('\n') ?? [];
      const line = this.#compiler.line + Math.max(before.length - 1, 0);
      const message = `Here are bytes that are no text in ${encoding?.toUpperCase()}. Save the document as UTF-8.`;
      throw new XmlError(message, line, (before.at(-1)?.length ?? 0) + 1);
    }
  }
}

/** How much of the bytes is read now: whole tags, so that hardly anything is put together anew. */
function endOf(bytes: Uint8Array, encoding: string): number {
  if (encoding !== 'utf-8') return bytes.length;
  const end = bytes.lastIndexOf(GREATER) + 1;
  if (bytes.length - end < LONGEST) return end;
  // In front of the last letter, which may not be whole: none has more than four bytes.
  for (let start = bytes.length - 1; start >= bytes.length - 4; start--) {
    if (((bytes[start] ?? 0) & FOLLOWS) !== FOLLOWING) return start;
  }
  return bytes.length;
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
