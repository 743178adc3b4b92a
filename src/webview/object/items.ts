import type { ObjectRow } from '../../core/change/show/rows.ts';
import type { PageElement } from '../parts/element.ts';
import { isSafeLink } from '../text/format.ts';
import { startOf } from '../text/visible.ts';
import { plainText } from './json.ts';
import type { MenuItem } from './menu.ts';
import { readLink, selectText } from './related.ts';

/** Longest name of a property in what is said about it, in UTF-16 units. */
export const MAX_NAME = 120;

/** What can be done with a row, beside what its buttons do with one press. */
export interface RowDeeds {
  readonly element: PageElement;
  /** The address of the request that brought the rows. */
  readonly url: string;
  describe(row: ObjectRow): void;
  copyRow(row: ObjectRow): void;
}

/** The menu of a row. */
export function rowItems({ element, url, describe, copyRow }: RowDeeds, row: ObjectRow): readonly MenuItem[] {
  const name = startOf(row.name, MAX_NAME);
  const items: MenuItem[] = [];
  const copy = (label: string, text: () => string, what: string) =>
    items.push({ label, run: () => element.copy(text(), `${what} of ${name}`) });
  if (!row.secret) items.push({ label: 'Copy Value', run: () => copyRow(row) });
  if (row.path.startsWith('$')) copy('Copy JSON Path', () => row.path, 'the JSON path');
  const select = selectText(row);
  if (select !== undefined) copy('Copy $select', () => select, 'the $select');
  const read = readLink(row, url);
  if (read !== undefined) items.push({ label: 'Insert GET Request', run: () => element.insertGet(read) });
  const text = plainText(row);
  if (isSafeLink(text)) items.push({ label: 'Open Link', run: () => element.open(text) });
  if (row.description !== undefined) items.push({ label: 'Show Description', run: () => describe(row) });
  return items;
}
