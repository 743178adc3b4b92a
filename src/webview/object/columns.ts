import type { ObjectRow } from '../../core/change/show/rows.ts';
import { isBlank } from './groups.ts';
import { childrenOf } from './rows.ts';

/** Most columns of a small table. */
const MOST = 5;
/** Items that are looked at to choose the columns. */
const LOOKED_AT = 50;

/** Names that tell people one object from another, the most telling first. */
const NAMES = [
  'displayName',
  'name',
  'title',
  'subject',
  'userPrincipalName',
  'mail',
  'label',
  'key',
  'type',
];

const known = new WeakMap<ObjectRow, readonly string[]>();

/**
 * The columns of a collection of objects as a small table: properties with plain values in most items, names
 * first and identifiers last. None for any other row.
 */
export function columnsOf(row: ObjectRow): readonly string[] {
  if (row.value.kind !== 'collection' || row.secret) return [];
  const columns = known.get(row) ?? chosen(row.value.rows);
  if (row.value.rows.length > 0) known.set(row, columns);
  return columns;
}

/** The row of an item that stands in a column. */
export function cellOf(item: ObjectRow, column: string): ObjectRow | undefined {
  return childrenOf(item).find(({ name }) => name === column);
}

function chosen(items: readonly ObjectRow[]): readonly string[] {
  const filled = new Map<string, number>();
  for (const item of items.slice(0, LOOKED_AT)) {
    for (const { name, value, secret } of childrenOf(item).filter((cell) => !isBlank(cell))) {
      if (item.value.kind !== 'object' || value.kind !== 'text' || secret || value.json === '') continue;
      if (!name.includes('@')) filled.set(name, (filled.get(name) ?? 0) + 1);
    }
  }
  return [...filled]
    .sort(([a, countA], [b, countB]) => rank(a) - rank(b) || countB - countA)
    .slice(0, MOST)
    .map(([name]) => name);
}

/** Telling names come first, then the others in the order of the object, then identifiers. */
function rank(name: string): number {
  const index = NAMES.indexOf(name);
  if (index >= 0) return index;
  if (/Name$/.test(name)) return NAMES.length;
  return /^id$|Id$/.test(name) ? NAMES.length + 2 : NAMES.length + 1;
}
