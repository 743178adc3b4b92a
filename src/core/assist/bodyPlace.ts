import type { Node } from 'jsonc-parser';
import { removeProperty, spanOf } from '../check/json/edits.ts';
import { propertyOf } from '../check/json/value.ts';
import { jsonText } from '../request/body.ts';
import type { RequestBlock } from '../request/tree.ts';
import { type Span, shift, type TextEdit } from '../text/span.ts';
import { bodyTree } from './bodyTree.ts';

/** A place of a request's body. Offsets are those of the block. */
export interface BodyPlace {
  /** Its name, or its value: never more than the beginning of an object or list. */
  readonly span: Span;
  /** The whole property, or the whole value of a list: what must be as it was for a problem of it to stand. */
  readonly member: Span;
  /** The edits that take the property out, where the place is one. */
  readonly removal?: readonly TextEdit[];
}

/**
 * Where a path leads in a body as it stands in its request.
 *
 * @param path of names and places of lists
 * @param wantsName whether a property's name is meant rather than its value
 * @returns the place of the part of the path that is written there, where the rest comes from a variable; undefined
 *   where nothing of it is
 */
export function bodyPlace(
  block: RequestBlock,
  path: readonly (string | number)[],
  wantsName: boolean,
): BodyPlace | undefined {
  const { body } = block;
  const { text } = jsonText(block, () => undefined);
  const place = placeInTree(text, text === '' ? undefined : bodyTree(text), path, wantsName);
  return body && place && movedPlace(place, body.start);
}

/** The same place, where the text before it is longer by so many code units. */
export function movedPlace({ span, member, removal }: BodyPlace, by: number): BodyPlace {
  return {
    span: shift(span, by),
    member: shift(member, by),
    ...(removal ? { removal: removal.map((edit) => ({ ...edit, span: shift(edit.span, by) })) } : {}),
  };
}

/** The same in a JSON text, whose tree is known: offsets are those of the text. */
export function placeInTree(
  text: string,
  root: Node | undefined,
  path: readonly (string | number)[],
  wantsName: boolean,
): BodyPlace | undefined {
  if (!root) return undefined;
  const { node, depth } = deepest(root, path);
  return node === root ? undefined : placeOf(text, node, { wantsName, isWhole: depth === path.length });
}

/** The place of a member that stands at a span already; undefined where the text has no whole member there. */
export function placeOfMember(
  text: string,
  root: Node | undefined,
  { start, end }: Span,
  how: { readonly wantsName: boolean; readonly isWhole: boolean },
): BodyPlace | undefined {
  let node = root;
  while (node && (node === root || node.offset !== start || spanOf(node).end !== end)) {
    node = node.children?.find((child) => child.offset <= start && end <= spanOf(child).end);
  }
  const value = node?.type === 'property' ? node.children?.[1] : node;
  return value && placeOf(text, value, how);
}

function placeOf(
  text: string,
  node: Node,
  { wantsName, isWhole }: { readonly wantsName: boolean; readonly isWhole: boolean },
): BodyPlace {
  const property = node.parent?.type === 'property' ? node.parent : undefined;
  const name = property?.children?.[0];
  const isNested = node.type === 'object' || node.type === 'array';
  const span = name && (wantsName || isNested) ? spanOf(name) : beginning(node, isNested);
  const removal = isWhole && property ? removeProperty(text, property) : undefined;
  return { span, member: spanOf(property ?? node), ...(removal ? { removal } : {}) };
}

const STEP = /\.([^.[\]]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g;

function unquoted(text = '""'): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}

/**
 * The place of a property in a body as it stands in its file.
 *
 * @param property a JSON path, as `pathStep` writes it: `passwordCredentials[0]["@odata.type"]`
 */
export function propertyPlace(block: RequestBlock, property: string): BodyPlace | undefined {
  const path = [...`.${property}`.matchAll(STEP)].map(([, name, place, quoted]) =>
    place === undefined ? (name ?? unquoted(quoted)) : Number(place),
  );
  return bodyPlace(block, path, false);
}

/** An object or list in a list has no name: its bracket stands for it. */
function beginning(node: Node, isNested: boolean): Span {
  return isNested ? { start: node.offset, end: node.offset + 1 } : spanOf(node);
}

/** The node of as much of a path as is written, and how many steps that are. */
function deepest(
  root: Node,
  path: readonly (string | number)[],
): { readonly node: Node; readonly depth: number } {
  let node = root;
  for (const [depth, step] of path.entries()) {
    const next = typeof step === 'number' ? node.children?.[step] : propertyOf(node, step)?.children?.[1];
    if (next === undefined || (typeof step === 'number') !== (node.type === 'array')) return { node, depth };
    node = next;
  }
  return { node, depth: path.length };
}
