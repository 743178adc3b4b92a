import type { Node } from 'jsonc-parser';
import type { Problem } from '../problem.ts';
import { fixAll, problem, short } from '../report.ts';
import { removeProperty, spanOf } from './edits.ts';

/** Every property whose name stood before in the same object; only the last of them counts. */
export function checkDuplicates(text: string, root: Node): Problem[] {
  const problems: Problem[] = [];
  const pending: Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const children = node.children ?? [];
    if (node.type === 'object' && hasDuplicates(children)) problems.push(...duplicatesIn(text, children));
    for (const child of children) {
      const value = child.type === 'property' ? child.children?.[1] : child;
      if (value?.children !== undefined) pending.push(value);
    }
  }
  return problems;
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

function duplicatesIn(text: string, properties: readonly Node[]): Problem[] {
  const first = new Map<unknown, Node>();
  return properties.flatMap((property) => {
    const key = property.children?.[0];
    const earlier = first.get(key?.value);
    if (key === undefined || earlier === undefined) {
      first.set(key?.value, property);
      return [];
    }
    const name = short(String(key.value), 40);
    return [
      problem(
        'json-duplicate-key',
        spanOf(key),
        `'${name}' stands twice in this object, and only one value can count. Remove one.`,
        {
          fixes: [
            ...fixAll(`Remove this '${name}'`, removeProperty(text, property), false),
            ...fixAll(`Remove the earlier '${name}'`, removeProperty(text, earlier), false),
          ],
        },
      ),
    ];
  });
}
