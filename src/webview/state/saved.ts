import type { ObjectRow } from '../../core/change/show/rows.ts';
import { isRecord } from '../../core/text/jsonValues.ts';
import type { ResponseView } from '../messages.ts';
import type { Tab } from './tabs.ts';
import { TAB_LABELS } from './tabs.ts';

/** Longest raw body, and longest request body, that is kept for a reload, in UTF-16 units. */
export const MAX_SAVED_TEXT = 1_000_000;
/** Most text that the rows of a kept table may have, in UTF-16 units, about. */
const MAX_SAVED_ROWS = 2_000_000;

/** A part that was too large to be kept. */
export type Dropped = 'raw' | 'rows' | 'request';

/** What the page keeps of itself, so that it comes back after the editor reloads. */
export interface SavedPage {
  readonly version: 1;
  readonly response: ResponseView;
  readonly dropped: readonly Dropped[];
  readonly tab: Tab;
  /** Rows that the person folded (false) or unfolded (true), by JSON path. */
  readonly folds: readonly (readonly [path: string, open: boolean])[];
  /** Whether the page keeps its response when another comes. */
  readonly pinned?: boolean;
  /** How far tabs were scrolled, in CSS pixels. */
  readonly scrolled?: Scrolled;
  /** What the person looked for. */
  readonly sought?: Sought;
}

/** What a person looks for on the tabs of a page. */
export interface Sought {
  /** Filter of the property table. */
  readonly object?: string;
  /** Filter of the response's headers. */
  readonly headers?: string;
  /** What the search panel of the raw body has, while it is open. */
  readonly raw?: SoughtText | undefined;
  /** Whether the raw body wraps long lines. */
  readonly wrap?: boolean;
}

/** A search in a text. */
export interface SoughtText {
  readonly search: string;
  readonly caseSensitive: boolean;
  readonly regexp: boolean;
  readonly wholeWord: boolean;
}

/** How far tabs are scrolled, in CSS pixels; those that are at their beginning are left out. */
export type Scrolled = Readonly<Partial<Record<Tab, number>>>;

/** The response without what is too large to keep. */
export function bounded(response: ResponseView): { response: ResponseView; dropped: readonly Dropped[] } {
  const dropped: Dropped[] = [];
  let kept = response;
  if ((kept.raw?.length ?? 0) > MAX_SAVED_TEXT) {
    const { raw: _, ...rest } = kept;
    kept = rest;
    dropped.push('raw');
  }
  if ((kept.request.body?.length ?? 0) > MAX_SAVED_TEXT) {
    const { body: _, ...request } = kept.request;
    kept = { ...kept, request };
    dropped.push('request');
  }
  if (kept.rows) {
    const { rows, ...rest } = kept;
    const fitting = fittingRows(rows, MAX_SAVED_ROWS);
    if (fitting.length === 0 && rows.length > 0) {
      kept = rest;
      dropped.push('rows');
    } else if (fitting.length < rows.length) {
      // The page asks for the others again, if somebody looks at them.
      kept = { ...rest, rows: fitting, moreRows: rows.length - fitting.length + (rest.moreRows ?? 0) };
    }
  }
  return { response: kept, dropped };
}

/** Serialising deeper values would overflow the stack. */
const MAX_SAVED_DEPTH = 500;
/** What a row costs beside its texts. */
const ROW_COST = 60;

/** The first rows that fit. */
function fittingRows(rows: readonly ObjectRow[], budget: number): readonly ObjectRow[] {
  let left = budget;
  for (const [index, row] of rows.entries()) {
    left -= costOf(row, left);
    if (left < 0) return rows.slice(0, index);
  }
  return rows;
}

/** UTF-16 units of a row and of those in it; infinite where they are more than `budget`, or nested too deep. */
function costOf(row: ObjectRow, budget: number): number {
  let cost = 0;
  const waiting = [{ row, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { name, path, description, value } = next.row;
    cost += ROW_COST + name.length + path.length + (description?.length ?? 0);
    if (value.kind === 'text') cost += value.text.length + value.json.length;
    if (cost > budget || next.depth > MAX_SAVED_DEPTH) return Number.POSITIVE_INFINITY;
    if (value.kind === 'text' || value.kind === 'null') continue;
    for (const inner of value.rows) waiting.push({ row: inner, depth: next.depth + 1 });
  }
  return cost;
}

/** Reads what an earlier page saved; anything else, or another version's, is undefined. */
export function readSaved(value: unknown): SavedPage | undefined {
  if (!isRecord(value) || value.version !== 1) return undefined;
  const { response, dropped, tab, folds } = value;
  if (!isRecord(response) || typeof response.id !== 'string' || typeof response.outcome !== 'string')
    return undefined;
  if (!Array.isArray(response.responseHeaders) || !isRecord(response.request)) return undefined;
  if (
    !Array.isArray(dropped) ||
    !Array.isArray(folds) ||
    typeof tab !== 'string' ||
    !Object.hasOwn(TAB_LABELS, tab)
  )
    return undefined;
  if (!isScrolled(value.scrolled) || !isSought(value.sought)) return undefined;
  return value as unknown as SavedPage;
}

function isScrolled(value: unknown): boolean {
  return value === undefined || (isRecord(value) && Object.values(value).every(Number.isFinite));
}

function isSought(value: unknown): boolean {
  if (value === undefined) return true;
  if (!isRecord(value)) return false;
  const { object, headers, raw, wrap } = value;
  return (
    [object, headers].every((text) => text === undefined || typeof text === 'string') &&
    (wrap === undefined || typeof wrap === 'boolean') &&
    (raw === undefined || (isRecord(raw) && typeof raw.search === 'string'))
  );
}
