import type { Node } from 'jsonc-parser';
import type { Fix, Problem } from '../problem.ts';
import { fixAll, problem, short } from '../report.ts';
import { removeProperty, spanOf } from './edits.ts';

/** So many of one body are enough, the first ones; the caller counts the rest. */
const ENOUGH = 1000;

/** A property whose name stood before. */
interface Duplicate {
  readonly key: Node;
  readonly property: Node;
  /** The first one of that name. */
  readonly earlier: Node;
}

/** Every property whose name stood before in the same object; only the last of them counts. */
export function checkDuplicates(text: string, root: Node): Problem[] {
  const duplicates: Duplicate[] = [];
  const pending: Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const children = node.children ?? [];
    if (node.type === 'object' && hasDuplicates(children)) collectDuplicates(children, duplicates);
    for (const child of children) {
      const value = child.type === 'property' ? child.children?.[1] : child;
      if (value?.children !== undefined) pending.push(value);
    }
  }
  duplicates.sort((a, b) => a.key.offset - b.key.offset);
  return problemsOf(text, duplicates.slice(0, ENOUGH));
}

/** Whether two properties have one name; few of them are compared without a set. */
function hasDuplicates(properties: readonly Node[]): boolean {
  if (properties.length > 8) {
    return new Set(properties.map(({ children }) => children?.[0]?.value)).size < properties.length;
  }
  return properties.some(({ children }, index) => {
    const name: unknown = children?.[0]?.value;
    for (let later = index + 1; later < properties.length; later++) {
      if (properties[later]?.children?.[0]?.value === name) return true;
    }
    return false;
  });
}

function collectDuplicates(properties: readonly Node[], duplicates: Duplicate[]): void {
  const first = new Map<unknown, Node>();
  for (const property of properties) {
    const key = property.children?.[0];
    if (key === undefined) continue;
    const earlier = first.get(key.value);
    if (earlier === undefined) first.set(key.value, property);
    else duplicates.push({ key, property, earlier });
  }
}

function problemsOf(text: string, duplicates: readonly Duplicate[]): Problem[] {
  const removals = new Map<Node, readonly Fix[]>();
  return duplicates.map(({ key, property, earlier }) => {
    const name = short(String(key.value), 40);
    const first = spanOf(earlier.children?.[0] ?? earlier);
    let removal = removals.get(earlier);
    if (removal === undefined) {
      removal = fixAll(`Remove the earlier '${name}'`, removeProperty(text, earlier), false);
      removals.set(earlier, removal);
    }
    return problem(
      'json-duplicate-key',
      spanOf(key),
      `'${name}' stands twice in this object, and only one value can count. Remove one.`,
      {
        fixes: [...fixAll(`Remove this '${name}'`, removeProperty(text, property), false), ...removal],
        related: [{ span: first, message: `The first '${name}' stands here.` }],
      },
    );
  });
}
