import type { Node } from 'jsonc-parser';
import { openingOf, spanOf } from '../../json/edits.ts';
import { propertyOf } from '../../json/value.ts';
import type { Fix, Problem } from '../../problem.ts';
import { fix, fixAll, problem } from '../../report.ts';

/** A body of an update that is a list or a single value. */
export function notAnObject(text: string, root: Node): Problem {
  if (root.type !== 'array') {
    const message = `${WANTED}, not a single value.`;
    return problem('body-not-object', spanOf(root), message);
  }
  const span = openingOf(root);
  const operations = (root.children ?? []).map((each) => operationOf(text, each));
  if (operations.length > 0 && !operations.includes(undefined)) {
    const message =
      'Microsoft Graph takes no list of operations (JSON Patch): an update is an object with the properties as they are to be.';
    return problem('body-not-object', span, message, { fixes: fromOperations(root, operations) });
  }
  return problem('body-not-object', span, `${WANTED}, not a list.`, { fixes: takenOut(root) });
}

const WANTED = 'The body of an update is a JSON object in { } with the properties to change';

/** An operation of JSON Patch (RFC 6902) as the member that it sets; empty where it is no such simple one. */
function operationOf(text: string, node: Node): string | undefined {
  const memberOf = (name: string) =>
    node.type === 'object' ? propertyOf(node, name)?.children?.[1] : undefined;
  const operation = String(memberOf('op')?.value);
  const path = memberOf('path')?.value;
  if (typeof path !== 'string' || !/^(?:add|remove|replace|copy|move|test)$/.test(operation))
    return undefined;
  const name = /^\/([^/~]+)$/.exec(path)?.[1];
  const value = memberOf('value');
  if (name === undefined) return '';
  if (operation === 'remove') return `${JSON.stringify(name)}: null`;
  if (value === undefined || !/^(?:add|replace)$/.test(operation)) return '';
  return `${JSON.stringify(name)}: ${text.slice(value.offset, value.offset + value.length)}`;
}

function fromOperations(root: Node, members: readonly (string | undefined)[]): readonly Fix[] {
  if (members.includes('')) return [];
  return fix('Change to an object', spanOf(root), `{ ${members.join(', ')} }`);
}

function takenOut(root: Node): readonly Fix[] {
  const [only, ...others] = root.children ?? [];
  if (only?.type !== 'object' || others.length > 0) return [];
  const { start, end } = spanOf(only);
  return fixAll('Take the object out of the list', [
    { span: { start: root.offset, end: start }, newText: '' },
    { span: { start: end, end: spanOf(root).end }, newText: '' },
  ]);
}
