import type { ObjectRow } from '../../core/change/rows.ts';
import type { ResponseView } from '../messages.ts';
import type { Tab } from './tabs.ts';
import { TAB_LABELS } from './tabs.ts';

/** Longest raw body, and longest request body, that is kept for a reload, in UTF-16 units. */
export const MAX_SAVED_TEXT = 1_000_000;
/** Most text that the rows of a kept table may have, in UTF-16 units, about. */
export const MAX_SAVED_ROWS = 2_000_000;

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
}

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
  if (kept.rows && !fits(kept.rows, MAX_SAVED_ROWS)) {
    const { rows: _, ...rest } = kept;
    kept = rest;
    dropped.push('rows');
  }
  return { response: kept, dropped };
}

/** Serialising deeper values would overflow the stack. */
const MAX_SAVED_DEPTH = 500;
/** What a row costs beside its texts. */
const ROW_COST = 60;

function fits(rows: readonly ObjectRow[], budget: number): boolean {
  let left = budget;
  const waiting: { readonly rows: readonly ObjectRow[]; readonly depth: number }[] = [{ rows, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.depth > MAX_SAVED_DEPTH) return false;
    for (const row of next.rows) {
      left -= ROW_COST + row.name.length + row.path.length + (row.description?.length ?? 0);
      if (row.value.kind === 'text') left -= row.value.text.length + row.value.json.length;
      else if (row.value.kind !== 'null') waiting.push({ rows: row.value.rows, depth: next.depth + 1 });
      if (left < 0) return false;
    }
  }
  return true;
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
  return value as unknown as SavedPage;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
