/** An object or array of a body. More is known of it the further the text is read. */
export interface BodyFrame {
  readonly kind: 'object' | 'array';
  /** The names of an object's properties, or the texts in an array, but for the one at the cursor. */
  readonly words: Set<string>;
  /** The object's `@odata.type`, as it is written. */
  odataType: string | undefined;
}

/** An object or array around a place, and the property of the object that the place is in. */
export interface BodyLevel {
  readonly frame: BodyFrame;
  readonly name?: string;
}

/** What may come next: `none` behind the end of the body. */
export type Expect = 'name' | 'colon' | 'value' | 'comma' | 'none';

interface OpenFrame extends BodyFrame {
  expect: Expect;
  /** Name of the current property. */
  name: string | undefined;
  /** The last text that was taken for a value; a colon behind it says that it is a name. */
  last: string | undefined;
}

/** Nesting that no service takes: readers of OData stop at 100. */
const DEEPEST = 200;

/** The open objects and arrays of a JSON text while its tokens are read, whether or not the text is JSON. */
export class BodyFrames {
  readonly #open: OpenFrame[] = [];
  readonly #count = { object: 0, array: 0 };
  #ended = false;

  get tooDeep(): boolean {
    return this.#open.length > DEEPEST;
  }

  get expect(): Expect {
    return this.#open.at(-1)?.expect ?? (this.#ended ? 'none' : 'value');
  }

  get inObject(): boolean {
    return this.#open.at(-1)?.kind === 'object';
  }

  /** The objects and arrays that are open now, outermost first. */
  get levels(): readonly BodyLevel[] {
    return this.#open.map((frame) => (frame.name === undefined ? { frame } : { frame, name: frame.name }));
  }

  open(kind: 'object' | 'array'): void {
    const parent = this.#open.at(-1);
    if (parent) {
      if (parent.expect !== 'value' && parent.expect !== 'colon') parent.name = undefined;
      parent.expect = 'comma';
      parent.last = undefined;
    }
    this.#count[kind]++;
    const expect = kind === 'object' ? 'name' : 'value';
    this.#open.push({
      kind,
      words: new Set(),
      odataType: undefined,
      expect,
      name: undefined,
      last: undefined,
    });
  }

  /** Closes the innermost one of a kind, and what is open in it. */
  close(kind: 'object' | 'array'): void {
    if (this.#count[kind] === 0) return;
    for (let frame = this.#open.pop(); frame; frame = this.#open.pop()) {
      this.#count[frame.kind]--;
      if (frame.kind === kind) break;
    }
    if (this.#open.length === 0) this.#ended = true;
  }

  comma(): void {
    const frame = this.#open.at(-1);
    if (!frame) return;
    frame.expect = frame.kind === 'object' ? 'name' : 'value';
    frame.name = undefined;
    frame.last = undefined;
  }

  colon(): void {
    const frame = this.#open.at(-1);
    if (frame?.kind === 'array') this.#nameBehindArray(frame);
    else if (frame && frame.expect !== 'value') {
      if (frame.expect === 'comma' && frame.last !== undefined) this.#name(frame, frame.last);
      frame.expect = 'value';
    }
  }

  /**
   * @param isString whether it is in quotes
   * @param current whether the cursor is in it
   */
  word(text: string, isString: boolean, current: boolean): void {
    const frame = this.#open.at(-1);
    if (!frame) {
      this.#ended = true;
    } else if (frame.kind === 'array') {
      if (!current) frame.words.add(text);
      frame.last = text;
      frame.expect = 'comma';
    } else if (frame.expect === 'name' || frame.expect === 'comma') {
      if (current) frame.name = text;
      else this.#name(frame, text);
      frame.expect = 'colon';
    } else {
      if (frame.name === '@odata.type' && isString) frame.odataType = text;
      frame.last = current ? undefined : text;
      frame.expect = 'comma';
    }
  }

  #name(frame: OpenFrame, name: string): void {
    frame.words.add(name);
    frame.name = name;
    frame.last = undefined;
  }

  /** A name in an array: the array was never closed. */
  #nameBehindArray(frame: OpenFrame): void {
    const { last } = frame;
    const parent = this.#open.at(-2);
    if (last === undefined || parent?.kind !== 'object') return;
    frame.words.delete(last);
    this.#open.pop();
    this.#count.array--;
    this.#name(parent, last);
    parent.expect = 'value';
  }
}
