import type { ObjectRow } from '../../core/change/show/rows.ts';
import { columnsOf } from './columns.ts';
import { isGroup } from './groups.ts';
import { restRow } from './rest.ts';
import { childrenOf, isFoldable, isNote, moreOf } from './rows.ts';

/** A row of the table as it stands on the page: nested rows follow the row that they belong to. */
export interface FlatRow {
  readonly row: ObjectRow;
  /** 1 for the object's own properties. */
  readonly level: number;
  readonly expandable: boolean;
  readonly expanded: boolean;
  /** Index of the row that this one is nested in; -1 for the outermost. */
  readonly parent: number;
  /** How far the row is indented; a group's properties are not. */
  readonly indent: number;
  /** Of an item of a small table. */
  readonly cells?: Cells;
  /** Of a group while there is a filter: how many of its properties the filter leaves. */
  readonly found?: number;
  /** Of a row that stands for those that are not here yet: the row that they belong to. */
  readonly restOf?: ObjectRow;
}

/** How an item stands in the small table of its collection. */
export interface Cells {
  readonly columns: readonly string[];
  /** Whether the names of the columns stand above it. */
  readonly isFirst: boolean;
}

/** Which rows are open and which are left out. */
export interface Shape {
  /** What the person folded and unfolded, by JSON path. */
  readonly folds: ReadonlyMap<string, boolean>;
  /** Rows that are open unless the person folded them. */
  readonly open: ReadonlySet<ObjectRow>;
  readonly filter?: Filtered;
  /** The object itself, as a row. */
  readonly root?: ObjectRow;
  /** Whether rows that are not here will not come any more. */
  readonly lost?: boolean;
}

/** What a filter leaves. */
export interface Filtered {
  /** Rows that match by themselves. */
  readonly matches: ReadonlySet<ObjectRow>;
  /** Rows that have a match inside. */
  readonly around: ReadonlySet<ObjectRow>;
}

type Columns = readonly string[];

interface Waiting {
  readonly row: ObjectRow;
  readonly level: number;
  readonly parent: number;
  readonly indent: number;
  readonly columns: Columns;
  /** Whether a row around this one matches the filter: then it is shown whatever it says. */
  readonly inside: boolean;
  readonly restOf?: ObjectRow;
}

/** The rows in the order of the page. Linear in the rows shown; depth costs no stack. */
export function flatten(rows: readonly ObjectRow[], shape: Shape): readonly FlatRow[] {
  const flat: FlatRow[] = [];
  const waiting: Waiting[] = [];
  const push = (
    children: readonly ObjectRow[],
    place: Omit<Waiting, 'row' | 'columns'>,
    columns: Columns,
  ) => {
    for (let index = children.length - 1; index >= 0; index--) {
      const row = children[index];
      if (row) waiting.push({ row, ...place, columns });
    }
  };
  // A filter looks for its own rows: it leaves nothing to be scrolled to.
  const pushRest = (row: ObjectRow | undefined, place: Omit<Waiting, 'row' | 'columns'>) => {
    if (row && moreOf(row) > 0 && !shape.filter)
      waiting.push({ row: restRow(row, shape.lost === true), ...place, columns: [], restOf: row });
  };
  const outermost = { level: 1, parent: -1, indent: 0, inside: shape.filter === undefined };
  pushRest(shape.root, outermost);
  push(rows, outermost, []);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { row, level, parent, inside, indent, columns, restOf } = next;
    const shown = inside || shape.filter?.matches.has(row) === true;
    const around = shape.filter?.around.has(row) === true;
    if (!shown && !around) continue;
    const children = childrenOf(row);
    const expandable = isFoldable(row);
    const expanded = expandable && (around || (shape.folds.get(row.path) ?? shape.open.has(row)));
    const cells = columns.length > 0 ? { cells: { columns, isFirst: parent === flat.length - 1 } } : {};
    const rest = restOf ? { restOf } : {};
    const found = shape.filter && isGroup(row) ? { found: countFound(children, shape.filter) } : {};
    flat.push({ row, level, parent, indent, expandable, expanded, ...cells, ...rest, ...found });
    if (!expanded) continue;
    const place = { level: level + 1, parent: flat.length - 1, inside: shown, indent: indent + 1 };
    pushRest(row, place);
    if (isGroup(row)) push(children, { ...place, indent }, []);
    else push(children, place, columnsOf(row));
  }
  return flat;
}

function countFound(rows: readonly ObjectRow[], { matches, around }: Filtered): number {
  return rows.filter((row) => matches.has(row) || around.has(row)).length;
}

/** Calls `visit` for every row at any depth, with the rows around it from the outside in. */
function walk(rows: readonly ObjectRow[], visit: (row: ObjectRow, around: Chain | undefined) => void): void {
  const waiting: { readonly row: ObjectRow; readonly around: Chain | undefined }[] = [];
  for (const row of rows) waiting.push({ row, around: undefined });
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    visit(next.row, next.around);
    const chain: Chain = { row: next.row, around: next.around };
    for (const child of childrenOf(next.row)) waiting.push({ row: child, around: chain });
  }
}

interface Chain {
  readonly row: ObjectRow;
  readonly around: Chain | undefined;
}

/** Every row that has one of the wanted rows inside. */
function rowsAround(rows: readonly ObjectRow[], wanted: (row: ObjectRow) => boolean): Filtered {
  const matches = new Set<ObjectRow>();
  const around = new Set<ObjectRow>();
  walk(rows, (row, chain) => {
    if (!wanted(row)) return;
    matches.add(row);
    for (let link = chain; link && !around.has(link.row); link = link.around) around.add(link.row);
  });
  return { matches, around };
}

/** Rows that are open at first: those with a changed property inside. */
export function openAtFirst(rows: readonly ObjectRow[]): ReadonlySet<ObjectRow> {
  return rowsAround(rows, (row) => row.change !== undefined).around;
}

/** What a filter text leaves: rows whose name or value contains it, in any case. Undefined for no filter. */
export function filterRows(rows: readonly ObjectRow[], query: string): Filtered | undefined {
  const text = query.trim().toLowerCase();
  if (text === '') return undefined;
  return rowsAround(rows, (row) => {
    if (isGroup(row)) return false;
    if (row.name.toLowerCase().includes(text)) return true;
    return !row.secret && row.value.kind === 'text' && row.value.text.toLowerCase().includes(text);
  });
}

/** How many rows there are at any depth, and what became of what the request sent. */
export interface RowCounts {
  readonly total: number;
  readonly foldable: number;
  /** Sent, and in the object as it was sent. */
  readonly sent: number;
  /** Sent, and never in an object: write-only, or only there on `$select`. */
  readonly unseen: number;
  readonly normalised: number;
  /** Sent, and still with the value from before. */
  readonly kept: number;
  readonly notStored: number;
}

/** Counts rows; of nested rows that are marked, only the innermost count as sent. */
export function countRows(rows: readonly ObjectRow[], around: ReadonlySet<ObjectRow>): RowCounts {
  const counts = { total: 0, foldable: 0, sent: 0, unseen: 0, normalised: 0, kept: 0, notStored: 0 };
  walk(rows, (row) => {
    counts.total++;
    if (isFoldable(row)) counts.foldable++;
    if (around.has(row)) return;
    if (row.change === 'sent') counts[isNote(row) || row.secret ? 'unseen' : 'sent']++;
    if (row.change === 'normalised') counts[row.since === 'kept' ? 'kept' : 'normalised']++;
    if (row.change === 'not-stored') counts.notStored++;
  });
  return counts;
}

/** A row of which not all rows are here, the first in the order of the object; undefined where all are. */
export function unfinishedRow(root: ObjectRow): ObjectRow | undefined {
  const waiting = [root];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (moreOf(next) > 0 && next.value.kind !== 'text') return next;
    const children = childrenOf(next);
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child && isFoldable(child)) waiting.push(child);
    }
  }
  return undefined;
}

/** The paths of every row that folds. */
export function foldablePaths(rows: readonly ObjectRow[]): readonly string[] {
  const paths: string[] = [];
  walk(rows, (row) => {
    if (isFoldable(row)) paths.push(row.path);
  });
  return paths;
}
