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
    if (node.type === 'object' && children.length > 1) problems.push(...duplicatesIn(text, children));
    for (const child of children) if (child.children !== undefined) pending.push(child);
  }
  return problems;
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
