import type { Node } from 'jsonc-parser';
import type { Visit } from '../../../catalog/walk.ts';
import { isRecord } from '../../../text/jsonValues.ts';
import { spanOf } from '../../json/edits.ts';
import { toValue } from '../../json/value.ts';
import type { Problem } from '../../problem.ts';
import { at, fix, problem, short } from '../../report.ts';
import type { Subject } from '../subject.ts';

/** Longer lists are not compared with what the object has. */
const LONGEST_LIST = 1_000;
/** So many items that are lost are named, in so many characters each. */
const MOST_NAMED = 3;
const LONGEST_NAMED = 30;

/** Items that the object had when it was seen last, and the list has not. */
export function itemsLost(
  subject: Subject,
  { node, name = '', schema }: Visit,
  key: Node,
  stored: readonly unknown[],
): Problem | undefined {
  const items = node.children ?? [];
  if (items.length > LONGEST_LIST || !items.every((item) => subject.isKnown(item))) return undefined;
  const sent = items.map(toValue);
  const lost = stored.filter((had) => !sent.some((item) => isKept(item, had)));
  if (lost.length === 0) return undefined;
  const secret = schema?.['x-graph']?.secret === true || schema?.writeOnly === true;
  const names = lost.filter((item) => typeof item === 'string' && !secret).slice(0, MOST_NAMED);
  const named =
    names.length === 0
      ? ''
      : ` (${names.map((each) => `'${short(String(each), LONGEST_NAMED)}'`).join(', ')}${names.length < lost.length ? '…' : ''})`;
  const count = lost.length === 1 ? 'An item' : `${lost.length} items`;
  const [last] = items.slice(-1);
  const plain = lost.every((item) => typeof item === 'string' || typeof item === 'number');
  return problem(
    'collection-replaced',
    spanOf(key),
    `This list takes the place of the whole '${name}'. ${count} that the object has${named} ${lost.length === 1 ? 'is' : 'are'} not in it, and will be lost.`,
    {
      severity: 'information',
      fixes:
        plain && !secret && last !== undefined
          ? fix(
              lost.length === 1 ? 'Keep the item' : `Keep the ${lost.length} items`,
              at(spanOf(last).end),
              lost.map((item) => `${gapBefore(subject, node)}${JSON.stringify(item)}`).join(''),
              false,
            )
          : [],
    },
  );
}

/** A comma, and what stands before the first item of a list. */
function gapBefore(subject: Subject, list: Node): string {
  const [first] = list.children ?? [];
  const gap = subject.document.text.slice(list.offset + 1, first?.offset ?? list.offset + 1);
  return `,${gap.trim() === '' && gap !== '' ? gap : ' '}`;
}

/** Whether an item of the list is the one that is stored: what it says of it is what that has. */
function isKept(sent: unknown, stored: unknown): boolean {
  if (!isRecord(sent) || !isRecord(stored)) return JSON.stringify(sent) === JSON.stringify(stored);
  return Object.entries(sent).every(([name, value]) => name.includes('@') || isKept(value, stored[name]));
}
