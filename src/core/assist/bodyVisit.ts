import type { Node } from 'jsonc-parser';
import { propertySchema } from '../catalog/objectSchema.ts';
import type { ResourceSchema } from '../catalog/schema.ts';
import { type Visit, visitBody } from '../catalog/walk.ts';
import { readJson } from '../check/json/read.ts';
import { jsonText } from '../request/body.ts';
import type { RequestBlock } from '../request/tree.ts';

/** A name or plain value of a body. */
export interface VisitAt {
  readonly visit: Visit;
  /** The nearest value around it that has a name: itself, or the list that it is an item of. */
  readonly holder: Visit;
  /** Whether the offset is in the value, not in its name. */
  readonly inValue: boolean;
}

/** The name or plain value at an offset of a body's text, whether it is declared or not. */
export function visitAt(root: ResourceSchema, tree: Node, offset: number): VisitAt | undefined {
  let found: VisitAt | undefined;
  let holder: Visit | undefined;
  visitBody(root, tree, (visit) => {
    const { node, key } = visit;
    if (found) return false;
    if (key && covers(key, offset)) found = { visit, holder: visit, inValue: false };
    if (!covers(node, offset)) return false;
    if (key) holder = visit;
    found ??= lonelyName(root, visit, offset);
    const plain = node.type !== 'object' && node.type !== 'array';
    if (plain) found ??= { visit, holder: holder ?? visit, inValue: true };
    return found === undefined;
  });
  return found;
}

/** A name that has no value yet, as while it is typed. */
function lonelyName(root: ResourceSchema, visit: Visit, offset: number): VisitAt | undefined {
  const { node, object: owner, path } = visit;
  if (node.type !== 'object' || !owner) return undefined;
  const property = node.children?.find((child) => child.children?.length === 1 && covers(child, offset));
  const key = property?.children?.[0];
  if (!key || !covers(key, offset)) return undefined;
  const name = String(key.value);
  const schema = propertySchema(root, owner, name);
  const named: Visit = { node: key, key, name, path: [...path, name], owner, ...(schema ? { schema } : {}) };
  return { visit: named, holder: named, inValue: false };
}

/** Whether an offset is in a node, or at either end of it. */
export function covers(node: Node, offset: number): boolean {
  return node.offset <= offset && offset <= node.offset + node.length;
}

const trees = new WeakMap<RequestBlock, { readonly tree: Node | undefined }>();

/**
 * The tree of a block's JSON body by its own text alone: every reference outside of a string is a string of
 * the same length. Offsets are the body's. Read once for each block.
 */
export function maskedTree(block: RequestBlock): Node | undefined {
  let known = trees.get(block);
  if (!known) {
    known = { tree: readJson(jsonText(block, () => undefined).text).root };
    trees.set(block, known);
  }
  return known.tree;
}

/** Names of the properties that a body sets; `owners@odata.bind` counts as `owners`, other annotations do not. */
export function touchedNames(block: RequestBlock): readonly string[] {
  const names = new Set<string>();
  for (const property of maskedTree(block)?.children ?? []) {
    const name = String(property.children?.[0]?.value ?? '').split('@', 1)[0];
    if (property.type === 'property' && name) names.add(name);
  }
  return [...names];
}
