/** The parts of a row: what it is called, where it is, what it is worth, each within a bound. */

import { bareTypeName } from '../../catalog/objectSchema.ts';
import type { GraphSchema } from '../../catalog/schema.ts';
import { typeText } from '../../catalog/typeText.ts';
import { membersOf } from '../../catalog/values.ts';
import { TYPE_ANNOTATION } from '../../catalog/wellKnownNames.ts';
import { pathStep } from '../../text/jsonPath.ts';
import { wholeCharacters } from '../../text/jsonString.ts';
import { isObject, ownValue } from '../json.ts';
import { coversValue } from '../sent.ts';
import type { Declared } from '../types.ts';
import type { ObjectRow, RowValue } from './rows.ts';

/** UTF-16 units of a value's text; its JSON has more. */
const TEXT_LENGTH = 2_000;
/** UTF-16 units of a text whose JSON a row has. */
const JSON_LENGTH = 20_000;
/** UTF-16 units of a name. */
const NAME_LENGTH = 1_000;
/** Longest path that is written out. */
const PATH_LENGTH = 4_000;

const MASK = '••••••••';

/** Path of a member; undefined where it would be too long to be of use. */
export function memberPath(path: string, step: string | number): string | undefined {
  if (!path.startsWith('$') || path.length > PATH_LENGTH) return undefined;
  return typeof step === 'string' && step.length > NAME_LENGTH ? undefined : path + pathStep(step);
}

/** A row without its value. */
export function rowBase(
  declared: Declared | undefined,
  name: string,
  path: string,
  value: unknown,
  dynamicType: unknown,
): Omit<ObjectRow, 'value'> {
  const type = typeOf(declared?.schema, value, dynamicType);
  const description = declared?.schema.description;
  return {
    ...nameParts(name),
    path,
    ...(type === undefined ? {} : { type }),
    ...(description === undefined ? {} : { description }),
    ...(declared?.schema.readOnly === true ? { readOnly: true } : {}),
    ...meaningOf(declared?.schema, value),
  };
}

function nameParts(name: string): Pick<ObjectRow, 'name' | 'cutName'> {
  if (name.length <= NAME_LENGTH) return { name };
  return { name: `${name.slice(0, wholeCharacters(name, NAME_LENGTH))}…`, cutName: true };
}

/** What a member of an enumeration means, where the schema says so. */
export function meaningOf(schema: GraphSchema | undefined, value: unknown): Pick<ObjectRow, 'meaning'> {
  if (schema === undefined || typeof value !== 'string') return {};
  const text = membersOf(schema).find((member) => member.value === value)?.text;
  return text === undefined ? {} : { meaning: text };
}

/** The value's own type where it names one, else the declared one. */
function typeOf(schema: GraphSchema | undefined, value: unknown, dynamicType: unknown): string | undefined {
  const own = isObject(value) ? ownValue(value, TYPE_ANNOTATION) : undefined;
  const name = bareTypeName(own) ?? schema?.['x-graph']?.type ?? bareTypeName(dynamicType);
  return name === undefined ? undefined : typeText(name);
}

/** What became of a value that was sent. */
export function changeOf(value: unknown, sent: unknown, shown: RowValue): 'sent' | 'normalised' {
  if (isObject(value) && isObject(sent) && shown.kind === 'object') {
    const [own, wanted] = [ownValue(value, TYPE_ANNOTATION), ownValue(sent, TYPE_ANNOTATION)];
    const sameType = own === undefined || wanted === undefined || bareTypeName(own) === bareTypeName(wanted);
    if (!sameType) return 'normalised';
    if (shown.more === undefined)
      return shown.rows.every(({ change }) => change === undefined || change === 'sent')
        ? 'sent'
        : 'normalised';
  }
  return coversValue(value, sent) ? 'sent' : 'normalised';
}

/** The value of a row whose own must not be shown. */
export function masked(value: unknown): RowValue {
  return value === null ? { kind: 'null' } : { kind: 'text', text: MASK, json: JSON.stringify(MASK) };
}

/** A sentence in place of a value. */
export function note(text: string): RowValue {
  return { kind: 'text', text, json: '' };
}

/** A string, a number, true or false. */
export function textOf(value: string | number | boolean): Extract<RowValue, { kind: 'text' }> {
  if (typeof value !== 'string') return { kind: 'text', json: JSON.stringify(value), text: String(value) };
  const kept = value.length > JSON_LENGTH ? value.slice(0, wholeCharacters(value, JSON_LENGTH)) : value;
  const text = value.length > TEXT_LENGTH ? `${value.slice(0, wholeCharacters(value, TEXT_LENGTH))}…` : value;
  const more = value.length - kept.length;
  return { kind: 'text', json: JSON.stringify(kept), text, ...(more > 0 ? { more } : {}) };
}

/** A number as it was written. */
export function numberOf(written: string): RowValue {
  return { kind: 'text', json: written, text: written };
}

/** UTF-16 units of a row's texts, those of its own rows left out. */
export function sizeOf({ name, path, type, description, meaning, value }: ObjectRow): number {
  const own = value.kind === 'text' ? value.text.length + value.json.length : 0;
  return (
    own +
    name.length +
    path.length +
    (type?.length ?? 0) +
    (description?.length ?? 0) +
    (meaning?.length ?? 0)
  );
}
