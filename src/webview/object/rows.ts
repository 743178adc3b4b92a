import type { ObjectRow, RowPage } from '../../core/change/show/rows.ts';

const NONE: RowPage = { rows: [] };

/** Whether a row has a sentence in place of a value. */
export function isNote(row: ObjectRow): boolean {
  return row.value.kind === 'text' && row.value.json === '';
}

/** The rows of a row, and how many of them are not here; none for a plain value or a masked one. */
function insideOf(row: ObjectRow): RowPage {
  return row.secret || row.value.kind === 'text' || row.value.kind === 'null' ? NONE : row.value;
}

/** The rows of a row that are here. */
export function childrenOf(row: ObjectRow): readonly ObjectRow[] {
  return insideOf(row).rows;
}

/** How many rows of a row are not here yet. */
export function moreOf(row: ObjectRow): number {
  return insideOf(row).more ?? 0;
}

/** Whether a row has rows of its own, here or not. */
export function isFoldable(row: ObjectRow): boolean {
  return childrenOf(row).length > 0 || moreOf(row) > 0;
}

/** The object that rows are of, as a row with path `$`. */
export function rootOf(rows: readonly ObjectRow[], more: number | undefined): ObjectRow {
  return { name: '', path: '$', value: { kind: 'object', rows, ...(more === undefined ? {} : { more }) } };
}

/**
 * Puts more rows behind those of a row. The page's own copy of an object grows in place: its rows stay the same
 * ones to whoever holds them, and are saved with the response.
 */
export function growBy(row: ObjectRow, { rows, more }: RowPage): void {
  if (row.value.kind === 'text' || row.value.kind === 'null') return;
  const own = row.value.rows as ObjectRow[];
  for (const each of rows) own.push(each);
  Object.assign(row.value, { more });
}
