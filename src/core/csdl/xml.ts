/** An element with everything in it. Prefixes of names are gone: CSDL needs one namespace at each place. */
export class XmlElement {
  readonly name: string;
  /** Where its tag ends, from 1. */
  readonly line: number;
  /** Names and values by turns: thousands of elements with an object or a map for it take much more memory and time. */
  readonly #attributes: readonly string[];
  #children: XmlElement[] | undefined;
  #text = '';

  /** @param attributes names and values by turns, no name twice */
  constructor(name: string, attributes: readonly string[], line: number) {
    this.name = name;
    this.#attributes = attributes;
    this.line = line;
  }

  /** The value of an attribute; undefined where the element has none of that name. */
  attribute(name: string): string | undefined {
    const attributes = this.#attributes;
    for (let at = 0; at < attributes.length; at += 2) {
      if (attributes[at] === name) return attributes[at + 1];
    }
    return undefined;
  }

  /** Names and values of all attributes by turns. */
  get attributes(): readonly string[] {
    return this.#attributes;
  }

  get children(): readonly XmlElement[] {
    return this.#children ?? NONE;
  }

  /** The text directly in it, trimmed. */
  get text(): string {
    return this.#text.trim();
  }

  /** Puts an element into it, while it is read. */
  append(child: XmlElement): void {
    if (this.#children) this.#children.push(child);
    else this.#children = [child];
  }

  /** Puts text into it, while it is read. */
  appendText(text: string): void {
    this.#text += text;
  }
}

const NONE: readonly XmlElement[] = [];

/** Why a document cannot be read any further. */
export class XmlError extends Error {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.name = 'XmlError';
    this.line = line;
    this.column = column;
  }
}

/** What a reader is told of a document while it is read. */
export interface XmlVisitor {
  /** An element above the wanted depth begins, of which only the attributes are known. */
  enter(element: XmlElement, depth: number): void;
  /** It ends. */
  leave(depth: number): void;
  /** An element of the wanted depth is complete. */
  element(element: XmlElement): void;
}

/** What is found in a document, in its order. */
export interface XmlEvents {
  /**
   * @param name as it is written, with its prefix
   * @param attributes names and values by turns
   * @param line where the tag ends, from 1
   */
  open(name: string, attributes: readonly string[], line: number): void;
  text(text: string): void;
  close(): void;
}

/** Makes elements of what is found: none but one element of the wanted depth is in memory at a time. */
export class XmlTree implements XmlEvents {
  readonly #visitor: XmlVisitor;
  readonly #depth: number;
  readonly #stack: XmlElement[] = [];

  /** @param depth how deep the elements are that the visitor wants whole; the root's is 0 */
  constructor(visitor: XmlVisitor, depth: number) {
    this.#visitor = visitor;
    this.#depth = depth;
  }

  open(name: string, attributes: readonly string[], line: number): void {
    const depth = this.#stack.length;
    const element = new XmlElement(localName(name), attributes, line);
    if (depth > this.#depth) this.#stack[depth - 1]?.append(element);
    this.#stack.push(element);
    if (depth < this.#depth) this.#visitor.enter(element, depth);
  }

  text(text: string): void {
    const depth = this.#stack.length;
    if (depth > this.#depth) this.#stack[depth - 1]?.appendText(text);
  }

  close(): void {
    const element = this.#stack.pop();
    const depth = this.#stack.length;
    if (depth < this.#depth) this.#visitor.leave(depth);
    else if (depth === this.#depth && element) this.#visitor.element(element);
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
