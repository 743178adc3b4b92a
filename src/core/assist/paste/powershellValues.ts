/** A value of a PowerShell script, as far as it is known without running it. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  /** A number, true, false or null, as JSON has it. */
  | { readonly kind: 'plain'; readonly json: string }
  | ({ readonly kind: 'table'; readonly entries: ReadonlyMap<string, Value> } & Extent)
  | ({ readonly kind: 'list'; readonly items: readonly Value[] } & Extent)
  /** A variable that the script does not set. */
  | { readonly kind: 'reference'; readonly name: string }
  /** What only a run of the script would tell. */
  | { readonly kind: 'unknown' };

/** How much a value holds with all that is in it, so that no script of a few lines grows beyond bounds. */
interface Extent {
  readonly size: number;
  readonly depth: number;
}

/** What every value is that is not known for sure. */
export const UNKNOWN: Value = { kind: 'unknown' };

/** Values with more than this, in UTF-16 code units and members, are not looked at. */
const LARGEST = 2_000_000;
/** Nor are values that are nested deeper. */
export const DEEPEST = 64;

/** A text, unless it is too long. */
export function textValue(text: string): Value {
  return text.length > LARGEST ? UNKNOWN : { kind: 'text', text };
}

/** A hash table, unless there is too much in it. */
export function tableValue(entries: ReadonlyMap<string, Value>): Value {
  const extent = extentOf([...entries.values()]);
  return extent ? { kind: 'table', entries, ...extent } : UNKNOWN;
}

/** A list, unless there is too much in it. */
export function listValue(items: readonly Value[]): Value {
  const extent = extentOf(items);
  return extent ? { kind: 'list', items, ...extent } : UNKNOWN;
}

function extentOf(values: readonly Value[]): Extent | undefined {
  let size = 1;
  let depth = 0;
  for (const value of values) {
    const isCompound = value.kind === 'table' || value.kind === 'list';
    size += isCompound ? value.size : value.kind === 'text' ? value.text.length + 1 : 1;
    if (isCompound) depth = Math.max(depth, value.depth);
  }
  return size > LARGEST || depth >= DEEPEST ? undefined : { size, depth: depth + 1 };
}

/** A value as JSON; undefined where a part of it is not known. */
export function jsonOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'text':
      return JSON.stringify(value.text);
    case 'plain':
      return value.json;
    case 'list':
      return joined('[', value.items.map(jsonOf), ']');
    case 'table':
      return joined('{', [...value.entries].map(memberOf), '}');
    case 'reference':
      return JSON.stringify(`{{${value.name}}}`);
    case 'unknown':
      return undefined;
  }
}

function memberOf([name, value]: readonly [string, Value]): string | undefined {
  const json = jsonOf(value);
  return json === undefined ? undefined : `${JSON.stringify(name)}:${json}`;
}

function joined(open: string, parts: readonly (string | undefined)[], close: string): string | undefined {
  return parts.includes(undefined) ? undefined : `${open}${parts.join(',')}${close}`;
}

/** What a value is inside a text; undefined where that is not known. */
export function asText(value: Value): string | undefined {
  if (value.kind === 'text') return value.text;
  if (value.kind === 'reference') return `{{${value.name}}}`;
  if (value.kind !== 'plain') return undefined;
  return { null: '', true: 'True', false: 'False' }[value.json] ?? value.json;
}
