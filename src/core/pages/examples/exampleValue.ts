import type { GraphSchema } from '../../catalog/schema.ts';
import { edmFormats } from '../../check/formats.ts';
import { isCollection, itemType } from '../../csdl/names.ts';
import type { PageProperty } from '../page.ts';

/** A longer example helps nobody, in characters of its JSON. */
const LONGEST = 1000;

/** The words that stand in for a value in a draft: `String`, `Guid`, `displayName-value`. */
const PLACEHOLDER =
  /^(?:String|Boolean|Guid|Binary|Int(?:16|32|64)|Double|Decimal|DateTimeOffset)\b|-value\b| value$|^$/i;

/** The first value of the examples that a schema takes and that stands for nothing else. */
export function plausible(
  { type, enum: members, format, items }: GraphSchema,
  values: readonly unknown[],
): unknown {
  const types = new Set([type ?? []].flat());
  return values.find((value) => {
    if (value === null || value === undefined || !fits(types, value)) return false;
    if (!isWritten(value, format) || ![value].flat().every((each) => isWritten(each, items?.format)))
      return false;
    if (members !== undefined) return members.includes(value as string);
    const text = JSON.stringify(value);
    return text.length <= LONGEST && !stringsIn(value).some((each) => PLACEHOLDER.test(each));
  });
}

/** Whether a text is of a format, where it has one. */
function isWritten(value: unknown, format: GraphSchema['format']): boolean {
  if (format === undefined || typeof value !== 'string') return true;
  const { type, validate } = edmFormats[format];
  return type !== 'string' || validate(value);
}

function fits(types: ReadonlySet<string>, value: unknown): boolean {
  if (Array.isArray(value)) return types.has('array');
  if (typeof value === 'number')
    return types.has('number') || (types.has('integer') && Number.isInteger(value));
  return types.has(typeof value);
}

/** Every text of a value. */
function stringsIn(value: unknown): string[] {
  const found: string[] = [];
  const pending: unknown[] = [value];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (typeof at === 'string') found.push(at);
    else if (typeof at === 'object' && at !== null) pending.push(...Object.values(at));
  }
  return found;
}

/** A value to begin with, where no example has one. */
export function exampleOf({ type, name }: PageProperty, { type: kinds, items }: GraphSchema): unknown {
  const item = itemType(type);
  const isText = [kinds ?? [], items?.type ?? []].flat().includes('string');
  const one = isText ? `${name} text` : { '@odata.type': `#${item}` };
  return isCollection(type) ? [one] : one;
}
