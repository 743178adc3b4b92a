import type { ObjectRow, RowValue } from '../../core/change/show/rows.ts';
import { MASK } from '../../core/text/secrets.ts';
import { childrenOf, isNote, moreOf } from './rows.ts';

/** Deeper values are not indented further, so that depth costs no more than its text. */
const MAX_INDENT = 40;

/**
 * The JSON of a row's value, for copying: what the table shows, with masked values left masked and without
 * properties that the service did not return. Numbers are written as they came.
 */
export function jsonOf(row: ObjectRow): string {
  const parts: string[] = [];
  const waiting: (string | { readonly row: ObjectRow; readonly depth: number })[] = [{ row, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === 'string') parts.push(next);
    else if (next.row.secret) parts.push(JSON.stringify(MASK));
    else waiting.push(...pieces(next.row.value, next.depth).reverse());
  }
  return parts.join('');
}

type Piece = string | { readonly row: ObjectRow; readonly depth: number };

function pieces(value: RowValue, depth: number): Piece[] {
  if (value.kind === 'null') return ['null'];
  if (value.kind === 'text') return [value.json];
  const [open, close] = value.kind === 'object' ? ['{', '}'] : ['[', ']'];
  const rows = value.rows.filter((row) => row.change !== 'not-stored' && !isNote(row));
  if (rows.length === 0) return [open + close];
  const result: Piece[] = [open];
  for (const [index, row] of rows.entries()) {
    result.push(`${index > 0 ? ',' : ''}\n${indent(depth + 1)}`);
    if (value.kind === 'object') result.push(`${JSON.stringify(row.name)}: `);
    result.push({ row, depth: depth + 1 });
  }
  result.push(`\n${indent(depth)}${close}`);
  return result;
}

function indent(depth: number): string {
  return '  '.repeat(Math.min(depth, MAX_INDENT));
}

/** Whether the page has all of a row's value: rows that were not asked for, and ends of long texts, are elsewhere. */
export function isComplete(row: ObjectRow): boolean {
  const waiting: ObjectRow[] = [row];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (moreOf(next) > 0 || (next.value.kind === 'text' && next.value.more !== undefined)) return false;
    if (next !== row && next.cutName) return false;
    waiting.push(...childrenOf(next));
  }
  return true;
}

/** What a copy button puts on the clipboard for a row: a string's characters, anything else as JSON. */
export function copyText(row: ObjectRow): string {
  return row.value.kind === 'text' && !row.secret ? wholeText(row.value) : jsonOf(row);
}

/**
 * The whole text of a row's plain value; undefined for any other, a
 * masked one, and one that the page has only a part of.
 */
export function plainText({ value, secret }: ObjectRow): string | undefined {
  return value.kind === 'text' && !secret && value.more === undefined ? wholeText(value) : undefined;
}

/** The text of a value as far as the page has it; the row's own text may be shortened further. */
export function wholeText(value: Extract<RowValue, { kind: 'text' }>): string {
  if (!value.json.startsWith('"')) return value.json || value.text;
  try {
    return String(JSON.parse(value.json));
  } catch {
    return value.text;
  }
}
