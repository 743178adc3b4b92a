import type { Node } from 'jsonc-parser';
import { requestName, requestTitle } from '../request/names.ts';
import type { Block, Body, RequestBlock, RequestFile, RequestLine } from '../request/tree.ts';
import { isSecretVariable } from '../request/values/scope.ts';
import type { Span } from '../text/span.ts';
import { maskedTree } from './bodyVisit.ts';

/** A part of a file for outline, breadcrumbs and sticky scroll. */
export interface OutlineItem {
  readonly name: string;
  /** A few words behind the name. */
  readonly detail?: string;
  readonly kind:
    | 'request'
    | 'response'
    | 'section'
    | 'variable'
    | 'header'
    | 'object'
    | 'array'
    | 'string'
    | 'number'
    | 'boolean'
    | 'null';
  /** All of it, relative to the block; around every child. */
  readonly span: Span;
  /** What is selected when it is picked; inside `span`. */
  readonly selection: Span;
  readonly children: readonly OutlineItem[];
}

/** How many values of one body are listed; an outline with more than that helps nobody. */
const MOST_VALUES = 1_000;
const DEEPEST = 20;
const LONGEST_DETAIL = 60;

/** How many items of a file have parts listed; what follows is listed without. */
const MOST_ITEMS = 20_000;

/** An item of a file, and where the block that it is in starts. */
export interface PlacedItem {
  readonly item: OutlineItem;
  readonly start: number;
}

/** The outline of a file: that of its blocks, one after the other. */
export function outlineOfFile({ blocks, starts }: RequestFile): readonly PlacedItem[] {
  let listed = 0;
  return blocks.flatMap((block, index) =>
    outlineOf(block, index).map((item) => {
      listed += 1 + item.children.length;
      const whole = listed <= MOST_ITEMS ? item : { ...item, children: [] };
      return { item: whole, start: starts[index] ?? 0 };
    }),
  );
}

const outlines = new WeakMap<Block, { readonly title: string; readonly items: readonly OutlineItem[] }>();

/**
 * The outline of a block: the request with its headers and the properties of its body, and the file
 * variables around it. Made once for each block.
 *
 * @param index of the block in the file, from 0
 */
export function outlineOf(block: Block, index: number): readonly OutlineItem[] {
  const title = short(titleOf(block, index));
  const known = outlines.get(block);
  if (known?.title === title) return known.items;
  const items = readOutline(block, title);
  outlines.set(block, { title, items });
  return items;
}

/** What a person calls a block; a URL without scheme and host, which are the same in most requests. */
function titleOf(block: Block, index: number): string {
  const untitled = block.separator?.title === undefined && requestName(block) === undefined;
  if (block.kind !== 'request' || !untitled || block.requestLine.url.text === '')
    return requestTitle(block, index);
  return methodAndPath(block.requestLine);
}

function methodAndPath({ method, url }: RequestLine): string {
  const [origin = ''] = /^[a-z]+:\/\/[^/]*/i.exec(url.text.slice(0, 300)) ?? [];
  return `${method?.text ?? 'GET'} ${url.text.slice(origin.length)}`.trim();
}

function readOutline(block: Block, name: string): readonly OutlineItem[] {
  const variables = block.variables.map(
    ({ start, end, name, value }): OutlineItem => ({
      name: `@${name.text}`,
      ...(value.text === '' || isSecretVariable(name.text) ? {} : { detail: short(value.text) }),
      kind: 'variable',
      span: { start, end },
      selection: { start: name.start, end: name.end },
      children: [],
    }),
  );
  if (block.kind === 'empty' && !block.separator?.title) return variables;
  const start = block.separator?.start ?? ownStart(block);
  const inside = variables.filter(({ span }) => span.start >= start);
  const outside = variables.filter(({ span }) => span.start < start);
  const end = Math.max(block.text.trimEnd().length, start);
  return [
    ...outside,
    { ...headOf(block, name, start), span: { start, end }, children: childrenOf(block, inside) },
  ];
}

/** Where a block without a separator begins: above it there may be variables of the whole file. */
function ownStart(block: Block): number {
  if (block.kind === 'request') return block.requestLine.start;
  return block.kind === 'response'
    ? block.statusLine.start
    : block.text.length - block.text.trimStart().length;
}

function headOf(
  block: Block,
  name: string,
  start: number,
): Pick<OutlineItem, 'name' | 'detail' | 'kind' | 'selection'> {
  const { title } = block.separator ?? {};
  if (block.kind === 'empty') {
    return { name, kind: 'section', selection: { start: title?.start ?? start, end: title?.end ?? start } };
  }
  if (block.kind === 'response') {
    const { statusLine } = block;
    return { name, kind: 'response', selection: { start: statusLine.start, end: statusLine.end } };
  }
  const { requestLine } = block;
  const detail = short(methodAndPath(requestLine));
  const place = title ?? requestLine;
  return {
    name,
    ...(detail === name ? {} : { detail }),
    kind: 'request',
    selection: { start: place.start, end: place.end },
  };
}

function childrenOf(block: Block, variables: readonly OutlineItem[]): readonly OutlineItem[] {
  if (block.kind !== 'request') return variables;
  const headers = block.headers.map(
    ({ start, end, name, value }): OutlineItem => ({
      name: name.text === '' ? ':' : name.text,
      // A header may hold a secret, and is in view where it stands.
      ...(isPlain(name.text) && value.text !== '' ? { detail: short(value.text) } : {}),
      kind: 'header',
      span: { start, end },
      selection: { start: name.start, end: name.end },
      children: [],
    }),
  );
  return [...variables, ...headers, ...bodyItems(block)];
}

function isPlain(header: string): boolean {
  return /^(?:content-type|accept|prefer|if-match|consistencylevel)$/i.test(header);
}

/** A container whose members are still to be listed. */
interface Pending {
  readonly node: Node;
  readonly into: OutlineItem[];
  readonly depth: number;
}

/** The members of a body, breadth first, so that a cut leaves out what is deep and not what is below. */
function bodyItems(block: RequestBlock): readonly OutlineItem[] {
  const root = maskedTree(block);
  const items: OutlineItem[] = [];
  if (!root) return items;
  const pending: Pending[] = [{ node: root, into: items, depth: 0 }];
  let room = MOST_VALUES;
  for (const { node, into, depth } of pending) {
    for (const [position, child] of (node.children ?? []).entries()) {
      if (--room < 0) return items;
      const children: OutlineItem[] = [];
      const item = itemOf(child, position, block.body, children);
      if (!item) continue;
      into.push(item);
      const value = child.type === 'property' ? child.children?.[1] : child;
      if (value?.children && depth < DEEPEST) pending.push({ node: value, into: children, depth: depth + 1 });
    }
  }
  return items;
}

function itemOf(
  node: Node,
  position: number,
  body: Body | undefined,
  children: readonly OutlineItem[],
): OutlineItem | undefined {
  const [key, value] = node.type === 'property' ? (node.children ?? []) : [undefined, node];
  if (!value || value.type === 'property') return undefined;
  const base = body?.start ?? 0;
  const { offset, length } = key ?? value;
  const written = body?.text.slice(offset, offset + length) ?? '';
  const name = key ? (written.startsWith('{{') ? written : String(key.value)) : String(position);
  const scalar = value.type === 'number' || value.type === 'boolean';
  return {
    name: short(name) || '""',
    // Strings may hold secrets, and are in view where they stand.
    ...(scalar ? { detail: String(value.value) } : {}),
    kind: value.type,
    span: {
      start: base + node.offset,
      end: base + Math.max(node.offset + node.length, value.offset + value.length),
    },
    selection: { start: base + offset, end: base + offset + length },
    children,
  };
}

function short(text: string): string {
  const line = text.slice(0, 4 * LONGEST_DETAIL).replace(/\s+/g, ' ');
  return line.length > LONGEST_DETAIL ? `${line.slice(0, LONGEST_DETAIL - 1)}…` : line;
}
