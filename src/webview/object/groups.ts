import type { ObjectRow } from '../../core/change/show/rows.ts';
import { isFoldable, isNote, moreOf } from './rows.ts';

/** Empty properties are folded away where there are as many as this: fewer take no more room than their group. */
const EMPTY_FROM = 3;

/** Which properties stand together. */
type Group = 'changed' | 'sent' | 'unchanged' | 'read-only' | 'empty';

const ORDER: readonly Group[] = ['changed', 'sent', 'unchanged', 'read-only', 'empty'];

/**
 * The properties of an object in groups: those that differ from before, those that the request sent where nobody
 * knows what was before, the others, those that only the service sets, and those without a value. A group is a row
 * around its properties; where one group would have them all, there is none.
 */
export function grouped(rows: readonly ObjectRow[]): readonly ObjectRow[] {
  const empty = new Set(
    rows.filter((row) => row.change === undefined && row.since !== 'changed' && isEmpty(row)),
  );
  const folded = empty.size < EMPTY_FROM ? new Set<ObjectRow>() : empty;
  const members = new Map<Group, ObjectRow[]>();
  for (const row of rows) {
    const group = folded.has(row) ? 'empty' : groupOf(row);
    const inside = members.get(group);
    if (inside) inside.push(row);
    else members.set(group, [row]);
  }
  if (members.size <= 1) return rows;
  const isCompared = rows.some(({ since }) => since !== undefined);
  const unchanged = isCompared ? 'Unchanged' : members.has('sent') ? 'Not sent' : 'Properties';
  const titles = { ...TITLES, unchanged };
  return ORDER.flatMap((group) => {
    const inside = members.get(group);
    return inside
      ? [{ name: titles[group], path: `#${group}`, value: { kind: 'object', rows: inside } } as const]
      : [];
  });
}

const TITLES: Readonly<Record<Exclude<Group, 'unchanged'>, string>> = {
  changed: 'Changed',
  sent: 'Sent',
  'read-only': 'Read-only',
  empty: 'Empty',
};

/** Whether a row is a group, not a property. */
export function isGroup(row: ObjectRow): boolean {
  return row.path.startsWith('#');
}

/** The groups that are open at first: all but the one of empty properties. */
export function openGroups(rows: readonly ObjectRow[]): readonly ObjectRow[] {
  return rows.filter((row) => isGroup(row) && row.path !== '#empty');
}

function groupOf(row: ObjectRow): Group {
  if (row.since === 'changed') return 'changed';
  if (row.change !== undefined) return row.since === undefined ? 'sent' : 'unchanged';
  return row.readOnly || row.name.includes('@') ? 'read-only' : 'unchanged';
}

/** Whether a row has no value, or nothing but properties without one. */
export function isEmpty(row: ObjectRow): boolean {
  return (
    isBlank(row) ||
    (row.value.kind === 'object' && !row.secret && moreOf(row) === 0 && row.value.rows.every(isBlank))
  );
}

/** Whether a row has no value at all. */
export function isBlank(row: ObjectRow): boolean {
  const { value } = row;
  if (value.kind === 'null') return true;
  if (row.secret || isNote(row)) return false;
  if (value.kind === 'text') return value.json === '""';
  return value.kind === 'collection' ? value.count === 0 : !isFoldable(row);
}
