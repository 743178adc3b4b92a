import { type ObjectSchema, objectSchema } from '../../catalog/objectSchema.ts';
import type { GraphSchema } from '../../catalog/schema.ts';
import { typeText } from '../../catalog/typeText.ts';
import { jsonTypes, memberNames } from '../../catalog/values.ts';
import type { Visit } from '../../catalog/walk.ts';
import { edmFormats } from '../formats.ts';
import { spanOf } from '../json/edits.ts';
import type { Fix } from '../problem.ts';
import { at, fix, fixAll, oneOf, short } from '../report.ts';
import type { Subject } from './subject.ts';
import { isReadOnly } from './updatable.ts';

/** Quick fixes beyond these are no longer quick. */
const MOST_FIXES = 3;

/** What puts a value right that only lacks brackets around it, or has some too many. */
export interface Wrapped {
  readonly fixes: readonly Fix[];
  /** What belongs into the object that is wanted, as the next sentence. */
  readonly sentence?: string;
}

/** An object where a list of such is wanted, a list of one where the one is, and text where an object with it is. */
export function wrapFixes(subject: Subject, visit: Visit, schema: GraphSchema): Wrapped {
  const { node } = visit;
  const types = jsonTypes(schema);
  const { start, end } = spanOf(node);
  if (node.type === 'object' && types.includes('array')) {
    const item = schema.items && objectSchema(subject.schema, schema.items, undefined);
    if (item === undefined || !jsonTypes(item.schema).includes('object')) return { fixes: [] };
    const fits =
      item.open ||
      (node.children ?? []).every(({ children }) => {
        const name = String(children?.[0]?.value);
        return name.includes('@') || item.properties.has(name) || item.derived.length > 0;
      });
    const edits = [
      { span: at(start), newText: '[' },
      { span: at(end), newText: ']' },
    ];
    return { fixes: fixAll('Put it in [ ]', edits, fits) };
  }
  if (node.type === 'object' && types.includes('string')) return { fixes: unwrapped(subject, visit) };
  if (!types.includes('object')) return { fixes: [] };
  const [only, ...others] = node.type === 'array' ? (node.children ?? []) : [];
  if (only?.type === 'object' && others.length === 0) {
    const edits = [
      { span: { start, end: only.offset }, newText: '' },
      { span: { start: spanOf(only).end, end }, newText: '' },
    ];
    return { fixes: fixAll('Take it out of [ ]', edits) };
  }
  return node.children === undefined ? inObject(subject, visit, schema) : { fixes: [] };
}

/** The one text that an object holds, where the text itself is wanted. */
function unwrapped(subject: Subject, { node }: Visit): readonly Fix[] {
  const [only, ...others] = node.children ?? [];
  const value = only?.children?.[1];
  if (value?.type !== 'string' || others.length > 0) return [];
  const source = subject.document.text.slice(value.offset, value.offset + value.length);
  return fix(`Change to ${short(source, 40)}`, spanOf(node), source);
}

/** The value in an object, as each property that can have it. */
function inObject(subject: Subject, { node }: Visit, schema: GraphSchema): Wrapped {
  const type = objectSchema(subject.schema, schema, undefined);
  const names = [...type.properties].flatMap(([name, each]) =>
    name.includes('@') || isReadOnly(each) ? [] : [name],
  );
  if (names.length === 0) return { fixes: [] };
  const sentence = ` It has ${oneOf(names, 4).replace(' or ', ' and ')}.`;
  const source = subject.document.text.slice(node.offset, node.offset + node.length);
  const zoned =
    type.name !== undefined && typeText(type.name) === 'dateTimeTimeZone' && inTimeZone(node.value);
  // Which zone is meant is told by a Z alone.
  const sure = /Z\s*$/.test(String(node.value));
  if (zoned) return { fixes: fix(`Change to ${short(zoned, 80)}`, spanOf(node), zoned, sure), sentence };
  const fitting = names.filter((name) => takes(type, name, node.value)).slice(0, MOST_FIXES + 1);
  if (fitting.length > MOST_FIXES) return { fixes: [], sentence };
  const fixes = fitting.flatMap((name) => {
    const json = `{ ${JSON.stringify(name)}: ${source} }`;
    return fix(`Change to ${short(json, 60)}`, spanOf(node), json, fitting.length === 1);
  });
  return { fixes, sentence };
}

/** Whether a property takes a value as it stands. */
function takes({ properties }: ObjectSchema, name: string, value: unknown): boolean {
  const schema = properties.get(name) ?? {};
  const types = jsonTypes(schema);
  if (typeof value === 'number') return types.includes('number') || types.includes('integer');
  if (typeof value === 'boolean') return types.includes('boolean');
  if (typeof value !== 'string' || !types.includes('string')) return false;
  const members = memberNames(schema);
  if (members.length > 0) return members.includes(value);
  const format = schema.format === undefined ? undefined : edmFormats[schema.format];
  return format === undefined || (format.type === 'string' && format.validate(value));
}

/** A date and time with the name of its zone, as calendars and tasks have it; undefined for any other value. */
function inTimeZone(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const found = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?)Z?)?$/.exec(value.trim());
  if (!found) return undefined;
  const [, day = '', time = '00:00:00'] = found;
  return `{ "dateTime": "${day}T${time}", "timeZone": "UTC" }`;
}
