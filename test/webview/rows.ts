import type { ObjectRow, RowValue } from '../../src/core/change/show/rows.ts';

/** A row of plain JSON, as the core makes them without a schema. */
export function rowOf(
  name: string,
  value: unknown,
  extra: Partial<ObjectRow> = {},
  path = `$.${name}`,
): ObjectRow {
  return { name, path, value: rowValue(value, path), ...extra };
}

/** Rows of an object; `extra` has what the schema and the request add, by name. */
export function rowsOf(
  object: Readonly<Record<string, unknown>>,
  extra: Readonly<Record<string, Partial<ObjectRow>>> = {},
  path = '$',
): readonly ObjectRow[] {
  return Object.entries(object).map(([name, value]) => rowOf(name, value, extra[name], `${path}.${name}`));
}

/** The value of a row, nested values as rows of their own. */
export function rowValue(value: unknown, path: string): RowValue {
  if (value === null) return { kind: 'null' };
  if (Array.isArray(value)) {
    const rows = value.map((item, index) => rowOf(`[${index}]`, item, {}, `${path}[${index}]`));
    return { kind: 'collection', count: value.length, rows };
  }
  if (typeof value === 'object') return { kind: 'object', rows: rowsOf({ ...value }, {}, path) };
  return {
    kind: 'text',
    text: typeof value === 'string' ? value : JSON.stringify(value),
    json: JSON.stringify(value),
  };
}
