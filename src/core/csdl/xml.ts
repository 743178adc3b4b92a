import type { Lines } from './xmlWords.ts';

/**
 * A tag as it was found, in one list: in front whatever its finder wants, then the name, with its prefix, then names and
 * values of its attributes by turns, no name twice, to the end of the list or to an attribute that is absent.
 */
export type XmlTag = readonly (string | undefined)[];

/** Where the name is in a tag. */
const NAME = 1;
/** Where the first attribute is in a tag. */
const ATTRIBUTES = 2;

/** An element with everything in it. Prefixes of names are gone: CSDL needs one namespace at each place. */
export class XmlElement {
  readonly name: string;
  /** Where its tag ends, from 1. */
  readonly line: number;
  /** The first element in it. */
  first: XmlElement | undefined;
  /** The element that follows it in the same one: a list for each would take as much memory as the elements. */
  next: XmlElement | undefined;
  // No private names: an element is made in half the time without them.
  private readonly tag: XmlTag;
  private last: XmlElement | undefined;
  private words: string;

  constructor(tag: XmlTag, line: number) {
    this.name = localName(tag[NAME] ?? '');
    this.line = line;
    this.first = undefined;
    this.next = undefined;
    this.tag = tag;
    this.last = undefined;
    this.words = '';
  }

  /** The value of an attribute; undefined where the element has none of that name. */
  attribute(name: string): string | undefined {
    const { tag } = this;
    for (let at = ATTRIBUTES; tag[at] !== undefined; at += 2) if (tag[at] === name) return tag[at + 1];
    return undefined;
  }

  /** The name of an attribute by its place, from 0; undefined where there are fewer. */
  attributeName(index: number): string | undefined {
    return this.tag[ATTRIBUTES + 2 * index];
  }

  /** The value of an attribute that is there. */
  attributeValue(index: number): string {
    return this.tag[ATTRIBUTES + 2 * index + 1] ?? '';
  }

  /** All elements in it. */
  get children(): readonly XmlElement[] {
    const children: XmlElement[] = [];
    for (let child = this.first; child; child = child.next) children.push(child);
    return children;
  }

  /** The text directly in it, trimmed. */
  get text(): string {
    return this.words.trim();
  }

  /** Puts an element into it, while it is read. */
  append(child: XmlElement): void {
    if (this.last) this.last.next = child;
    else this.first = child;
    this.last = child;
  }

  /** Puts text into it, while it is read. */
  appendText(text: string): void {
    this.words += text;
  }
}

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
  /** Reads by itself what usually stands somewhere, as `XmlEvents.readUsual`; at most as deep as the wanted depth. */
  readUsual?(text: string, start: number, lines: Lines, depth: number): number;
}

/** What is found in a document, in its order. */
export interface XmlEvents {
  /** @param line where the tag ends, from 1 */
  open(tag: XmlTag, line: number): void;
  /** As `open` and `close`, of an element with nothing in it. */
  empty(tag: XmlTag, line: number): void;
  text(text: string): void;
  close(): void;
  /**
   * Reads by itself as many whole elements as it can of what usually stands somewhere.
   *
   * @returns where it goes on
   */
  readUsual?(text: string, start: number, lines: Lines): number;
}

/** Makes elements of what is found: none but one element of the wanted depth is in memory at a time. */
export class XmlTree implements XmlEvents {
  private readonly visitor: XmlVisitor;
  private readonly depth: number;
  private readonly stack: XmlElement[] = [];

  /** @param depth how deep the elements are that the visitor wants whole; the root's is 0 */
  constructor(visitor: XmlVisitor, depth: number) {
    this.visitor = visitor;
    this.depth = depth;
  }

  open(tag: XmlTag, line: number): void {
    const depth = this.stack.length;
    const element = new XmlElement(tag, line);
    if (depth > this.depth) this.stack[depth - 1]?.append(element);
    this.stack.push(element);
    if (depth < this.depth) this.visitor.enter(element, depth);
  }

  empty(tag: XmlTag, line: number): void {
    // Nearly all elements: nothing is put on the stack for them.
    if (this.stack.length === this.depth) this.visitor.element(new XmlElement(tag, line));
    else {
      this.open(tag, line);
      this.close();
    }
  }

  readUsual(text: string, start: number, lines: Lines): number {
    const depth = this.stack.length;
    if (depth > this.depth) return start;
    return this.visitor.readUsual?.(text, start, lines, depth) ?? start;
  }

  text(text: string): void {
    const depth = this.stack.length;
    if (depth > this.depth) this.stack[depth - 1]?.appendText(text);
  }

  close(): void {
    const element = this.stack.pop();
    const depth = this.stack.length;
    if (depth < this.depth) this.visitor.leave(depth);
    else if (depth === this.depth && element) this.visitor.element(element);
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
