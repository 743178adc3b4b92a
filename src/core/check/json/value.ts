import type { Node } from 'jsonc-parser';

type Container = unknown[] | Record<string, unknown>;

/** A node whose value is to be put at a place. */
interface Step {
  readonly node: Node;
  readonly into: Container;
  readonly at: string | number;
}

/**
 * The value of a tree as plain data, without recursion. Objects have no prototype, so that `__proto__` and
 * `constructor` are names like any other; of a property that stands twice the last one counts.
 */
export function toValue(root: Node): unknown {
  const holder: unknown[] = [];
  const steps: Step[] = [{ node: root, into: holder, at: 0 }];
  for (let next = 0; next < steps.length; next++) {
    const { node, into, at } = steps[next] as Step;
    const container = emptyValue(node);
    (into as Record<string | number, unknown>)[at] = container ?? node.value;
    if (container !== undefined) addSteps(node, container, steps);
  }
  return holder[0];
}

/** An object without inherited names that engines keep as fast as any other. */
class Bag {
  [name: string]: unknown;
}
Object.setPrototypeOf(Bag.prototype, null);
Reflect.deleteProperty(Bag.prototype, 'constructor');

function emptyValue(node: Node): Container | undefined {
  if (node.type === 'object') return new Bag();
  return node.type === 'array' ? [] : undefined;
}

function addSteps(node: Node, into: Container, steps: Step[]): void {
  const children = node.children ?? [];
  for (let index = 0; index < children.length; index++) {
    const child = children[index] as Node;
    if (node.type === 'array') steps.push({ node: child, into, at: index });
    else {
      const [key, value] = child.children ?? [];
      if (key !== undefined && value !== undefined) steps.push({ node: value, into, at: key.value });
    }
  }
}

/** The property of an object node with that name (the last one of several), or undefined. */
export function propertyOf(object: Node, name: string): Node | undefined {
  return object.children?.findLast((property) => property.children?.[0]?.value === name);
}

/**
 * The node that a JSON pointer (RFC 6901) leads to, or the last one on the way that exists.
 *
 * @param pointer of an error: `/certificateList/0/notAfter`, empty for the root
 */
export function nodeAt(root: Node, pointer: string): Node {
  let node = root;
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const next =
      node.type === 'array' ? node.children?.[Number(name)] : propertyOf(node, name)?.children?.[1];
    if (next === undefined) return node;
    node = next;
  }
  return node;
}
