/** The one character of ASCII that is escaped. */
const DELETE = '\u007f';
const BEYOND = /[\u007f-\uffff]/;

/** JSON in ASCII: other characters are escaped, so that the text can be written and read as bytes. */
export function ascii(value: unknown): string {
  return escaped(JSON.stringify(value));
}

function escaped(json: string): string {
  // Nearly all of it is ASCII, and looking for what is not costs less than replacing nothing.
  if (!BEYOND.test(json)) return json;
  return json.replaceAll(
    /[\u007f-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Collects JSON, and what else is ASCII, as bytes: all of it as one text would be in memory twice more. */
export class AsciiBytes {
  readonly #encoder = new TextEncoder();
  #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;

  /** @param expected so many bytes, or fewer; more may come, but that costs a copy */
  constructor(expected: number) {
    this.#bytes = new Uint8Array(expected);
  }

  add(json: string): void {
    this.#makeRoom(json.length);
    const { read, written } = this.#encoder.encodeInto(json, this.#bytes.subarray(this.#length));
    if (read === written && read === json.length && !json.includes(DELETE)) this.#length += written;
    else this.#addEscaped(escaped(json));
  }

  #addEscaped(text: string): void {
    this.#makeRoom(text.length);
    this.#encoder.encodeInto(text, this.#bytes.subarray(this.#length));
    this.#length += text.length;
  }

  #makeRoom(size: number): void {
    const needed = this.#length + size;
    if (needed <= this.#bytes.length) return;
    const more = new Uint8Array(2 * needed);
    more.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = more;
  }

  /** All of it. */
  end(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }
}
