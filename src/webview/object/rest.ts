import type { ObjectRow } from '../../core/change/show/rows.ts';
import { countText } from '../text/format.ts';
import { moreOf } from './rows.ts';

/**
 * The row that stands for those that are not here yet.
 *
 * @param lost whether they will not come any more
 */
export function restRow(row: ObjectRow, lost: boolean): ObjectRow {
  const [one, many] = row.value.kind === 'collection' ? ['item', 'items'] : ['property', 'properties'];
  const count = countText(moreOf(row), `more ${one}`, `more ${many}`);
  const text = lost ? `${count}: send the request again to see them` : `${count}…`;
  return { name: '…', path: `${row.path}…`, value: { kind: 'text', text, json: '' } };
}
