import type { Node, NodeType } from 'jsonc-parser';
import type { Span } from '../../text/span.ts';
import {
  bracketMissing,
  colonMissing,
  commaMissing,
  endMissing,
  extraComma,
  markBehind,
  noValue,
  otherBracket,
  textBehind,
  trailingComma,
  unquotedName,
  unquotedValue,
  valueMissing,
} from './faults.ts';
import { Findings, type JsonFinding } from './finding.ts';
import { Tokens } from './tokens.ts';

/** A JSON text as a tree, with everything in it that is not JSON. */
export interface JsonDocument {
  readonly text: string;
  /** Absent where the text has no value at all. */
  readonly root?: Node;
  /** Empty exactly where the text is JSON (places that the caller excused aside). */
  readonly findings: readonly JsonFinding[];
  /** Nodes that are not JSON as they stand: nothing more can be said about their value. */
  readonly damaged: ReadonlySet<Node>;
  /** How deep the brackets nest. */
  readonly depth: number;
}

/** A node of jsonc-parser's tree while it is made. */
interface Growing {
  readonly type: NodeType;
  readonly offset: number;
  length: number;
  readonly value?: unknown;
  readonly parent?: Growing;
  readonly children?: Growing[];
}

/** An open object or array, and what may come next in it. */
interface Frame {
  readonly node: Growing;
  expect: 'first' | 'item' | 'colon' | 'value' | 'separator';
  property: Growing | undefined;
  /** Offset of the last comma, -1 before the first. */
  comma: number;
}

/**
 * Reads a JSON text (RFC 8259) of any depth without recursion. It never throws: what is not JSON is
 * reported, and the tree has what can be understood, in the shape of jsonc-parser's nodes.
 *
 * @param opaque places whose text is not known yet, ascending: nothing is reported there
 */
export function readJson(text: string, opaque: readonly Span[] = []): JsonDocument {
  return new Reader(text, opaque).read();
}

/** A new node; one shape for values and one for containers keeps the engine quick. */
function growing(
  type: NodeType,
  offset: number,
  length: number,
  value: unknown,
  parent: Growing | undefined,
): Growing {
  const container = type === 'object' || type === 'array';
  if (parent === undefined) {
    return container ? { type, offset, length, children: [] } : { type, offset, length, value };
  }
  return container ? { type, offset, length, parent, children: [] } : { type, offset, length, value, parent };
}

class Reader {
  readonly #tokens: Tokens;
  readonly #findings: Findings;
  readonly #stack: Frame[] = [];
  readonly #damaged = new Set<Node>();
  #root: Growing | undefined;
  #depth = 0;
  #tooDeep = false;
  /** End of the last token that was used. */
  #lastEnd = 0;

  constructor(text: string, opaque: readonly Span[]) {
    this.#findings = new Findings(text, opaque);
    this.#tokens = new Tokens(text, this.#findings);
  }

  read(): JsonDocument {
    const tokens = this.#tokens;
    tokens.next();
    let readable = true;
    while (readable && tokens.kind !== 'end') readable = this.#step() && !this.#tooDeep;
    if (readable && !this.#findings.enough) this.#close();
    if (this.#tooDeep) this.#guessInvalid('The brackets nest too deeply from here on. Close some of them.');
    const { list: findings } = this.#findings;
    const shape = { text: tokens.text, findings, damaged: this.#damaged, depth: this.#depth };
    return this.#root === undefined ? shape : { ...shape, root: this.#root };
  }

  /** Handles the current token; false where the rest of the text is of no use. */
  #step(): boolean {
    const frame = this.#stack.at(-1);
    if (frame === undefined) {
      if (this.#root !== undefined) return this.#behindRoot();
      this.#value(undefined);
    } else if (frame.expect === 'separator') this.#separator(frame);
    else if (frame.expect === 'colon') this.#colon(frame);
    else if (frame.expect === 'value' || frame.node.type === 'array') this.#value(frame);
    else this.#key(frame);
    return true;
  }

  #use(): void {
    this.#lastEnd = this.#tokens.end;
    this.#tokens.next();
  }

  #key(frame: Frame): void {
    const { kind } = this.#tokens;
    if (kind === 'string') this.#startProperty(frame);
    else if (kind === '}' || kind === ']') this.#closeBracket(frame);
    else if (kind === ',') this.#extraComma();
    else if (kind === ':' || kind === '{' || kind === '[') {
      this.#guessInvalid('A property name in double quotes is expected here.');
      this.#use();
    } else {
      const name = this.#tokens.text.slice(this.#tokens.start, this.#tokens.end);
      this.#guess(unquotedName(name, this.#tokens.span));
      this.#tokens.value = name;
      this.#startProperty(frame);
    }
  }

  #startProperty(frame: Frame): void {
    const { start, end, value } = this.#tokens;
    const length = end - start;
    const property: Growing = { type: 'property', offset: start, length, parent: frame.node, children: [] };
    const key: Growing = { type: 'string', offset: start, length, value, parent: property };
    property.children?.push(key);
    frame.node.children?.push(property);
    frame.property = property;
    frame.expect = 'colon';
    if (this.#tokens.damaged) this.#damaged.add(key);
    this.#use();
  }

  #colon(frame: Frame): void {
    const { kind, start, text } = this.#tokens;
    frame.expect = 'value';
    if (kind === ':') {
      this.#use();
      return;
    }
    const reach = this.#reach();
    const equals = kind === 'word' && text[start] === '=';
    if (equals) this.#tokens.cutAt(start + (text[start + 1] === '>' ? 2 : 1));
    this.#findings.guess(colonMissing(this.#lastEnd, equals ? this.#tokens.span : undefined), reach);
    if (equals) this.#use();
  }

  #value(frame: Frame | undefined): void {
    const { kind } = this.#tokens;
    if (kind === '{' || kind === '[') this.#open(frame);
    else if (kind === 'string' || kind === 'number' || kind === 'boolean' || kind === 'null') {
      this.#leaf(frame, kind);
    } else if (kind === 'word') this.#word(frame);
    else this.#noValue(frame);
  }

  #open(frame: Frame | undefined): void {
    const type = this.#tokens.kind === '{' ? 'object' : 'array';
    const node = this.#add(frame, type, undefined);
    this.#stack.push({ node, expect: 'first', property: undefined, comma: -1 });
    this.#depth = Math.max(this.#depth, this.#stack.length);
    if (this.#depth > DEEPEST) this.#tooDeep = true;
    else this.#use();
  }

  #leaf(frame: Frame | undefined, type: NodeType): void {
    const node = this.#add(frame, type, this.#tokens.value);
    if (this.#tokens.damaged) this.#damaged.add(node);
    this.#use();
  }

  #word(frame: Frame | undefined): void {
    const { text, start } = this.#tokens;
    const rest = /^[^",{}[\]\r\n]*/.exec(text.slice(start, start + 200))?.[0] ?? '';
    const words = rest.replace(/\s+\/[/*].*$/, '').trimEnd();
    if (words.length > this.#tokens.end - start) this.#tokens.cutAt(start + words.length);
    const literal = text.slice(start, this.#tokens.end);
    this.#guess(unquotedValue(literal, this.#tokens.span));
    this.#damaged.add(this.#add(frame, 'string', literal));
    this.#use();
  }

  #add(frame: Frame | undefined, type: NodeType, value: unknown): Growing {
    const { start, end } = this.#tokens;
    const parent = frame === undefined ? undefined : (frame.property ?? frame.node);
    const node = growing(type, start, end - start, value, parent);
    if (frame === undefined) this.#root = node;
    else frame.expect = 'separator';
    if (parent !== undefined) {
      parent.children?.push(node);
      if (parent.type === 'property') this.#endAt(parent, end);
    }
    return node;
  }

  #endAt(node: Growing, end: number): void {
    node.length = end - node.offset;
  }

  #noValue(frame: Frame | undefined): void {
    const { kind } = this.#tokens;
    if (frame === undefined) {
      this.#guessInvalid('A JSON body starts with { and the properties to change.');
      this.#use();
    } else if (frame.node.type === 'array' && kind === ',') this.#extraComma();
    else if (frame.node.type === 'array' && kind !== ':') this.#closeBracket(frame);
    else if (kind === ':') {
      this.#guessInvalid('There is a colon where a value is expected. Remove it.');
      this.#use();
    } else {
      this.#findings.guess(valueMissing(this.#lastEnd));
      frame.expect = 'separator';
    }
  }

  #separator(frame: Frame): void {
    const { kind } = this.#tokens;
    if (kind === ',') {
      frame.expect = 'item';
      frame.property = undefined;
      frame.comma = this.#tokens.start;
      this.#use();
    } else if (kind === '}' || kind === ']') this.#closeBracket(frame);
    else if (kind === ':') {
      this.#guessInvalid('This colon is one too many, or a property name is missing before it.');
      this.#use();
    } else {
      this.#guess(commaMissing(this.#lastEnd));
      frame.expect = 'item';
      frame.property = undefined;
    }
  }

  #extraComma(): void {
    this.#findings.sure(extraComma(this.#tokens.span));
    this.#use();
  }

  #closeBracket(frame: Frame): void {
    const wanted = frame.node.type === 'object' ? '}' : ']';
    if (this.#tokens.kind !== wanted) {
      const outer = this.#stack.at(-2)?.node.type === (wanted === '}' ? 'array' : 'object');
      const { kind, span } = this.#tokens;
      this.#guess(
        outer ? bracketMissing(wanted, kind, span, this.#lastEnd) : otherBracket(wanted, kind, span),
      );
      if (outer) {
        this.#pop(this.#lastEnd);
        return;
      }
    } else if (frame.expect === 'item' && frame.comma >= 0) {
      this.#findings.sure(trailingComma(frame.comma, wanted));
    }
    this.#pop(this.#tokens.end);
    this.#use();
  }

  #pop(end: number): void {
    const frame = this.#stack.pop();
    if (frame === undefined) return;
    this.#endAt(frame.node, end);
    const parent = frame.node.parent;
    if (parent?.type === 'property') this.#endAt(parent, end);
  }

  /** Reports what follows the value. Nothing more is read but closing brackets. */
  #behindRoot(): boolean {
    const { kind, span, text } = this.#tokens;
    if (kind === '}' || kind === ']' || kind === ',') {
      this.#guess(markBehind(kind, span));
      this.#use();
      return true;
    }
    this.#guess(textBehind(text, span, this.#lastEnd, kind === '{' ? this.#root : undefined));
    return false;
  }

  /** Closes what the text leaves open. */
  #close(): void {
    const { text } = this.#tokens;
    if (this.#root === undefined && this.#findings.list.length === 0) {
      this.#findings.sure(noValue(text));
    }
    const open = this.#stack.map((frame) => frame.node);
    const expect = this.#stack.at(-1)?.expect;
    while (this.#stack.length > 0) this.#pop(this.#lastEnd);
    if (open.length === 0) return;
    const determined = expect === 'separator' || expect === 'first';
    this.#findings.sure(endMissing(text, open, this.#lastEnd, determined));
  }

  #guess(finding: JsonFinding): void {
    this.#findings.guess(finding, this.#reach());
  }

  #guessInvalid(message: string): void {
    this.#guess({ code: 'json-invalid', span: this.#tokens.span, message });
  }

  /** From the last code unit that was used to the end of the current token. */
  #reach(): Span {
    return { start: this.#lastEnd - 1, end: this.#tokens.end };
  }
}

/** A text that nests deeper is read no further: no reader of a service would take it. */
const DEEPEST = 10_000;
