import type { EdmFormat, GraphSchema } from '../../../catalog/schema.ts';
import { jsonTypes, memberNames, takesNull } from '../../../catalog/values.ts';
import { isAbsoluteUri, isFlags, isGuid, SPECIAL_NUMBERS } from '../../formats.ts';
import { repairBinary } from './repairBinary.ts';
import { repairDateTime, repairDay, repairTime, timestampText } from './repairDate.ts';
import { repairDuration } from './repairDuration.ts';

/** A right value that a person may have meant by a wrong one. */
export interface Repair {
  /** As JSON text. */
  readonly json: string;
  /** Whether nothing else can be meant. */
  readonly sure: boolean;
}

/** So long is what a person types by hand, in code units; bytes may be longer. */
const LONGEST = 100;

/** Right values that a person may have meant by a wrong text of a format, the most likely first. */
export function repairFormat(format: EdmFormat, text: string): readonly Repair[] {
  const guesses = GUESSES[format]?.(text.trim()) ?? [];
  return guesses
    .filter((guess) => guess !== text)
    .map((guess) => ({
      json: JSON.stringify(guess),
      sure: guesses.length === 1 && !isRounded(format, text),
    }));
}

type Guess = (text: string) => readonly string[];

const one = (guess: (text: string) => string | undefined): Guess => {
  return (text) => {
    const made = guess(text);
    return made === undefined ? [] : [made];
  };
};

const typed =
  (guess: Guess): Guess =>
  (text) =>
    text.length > LONGEST ? [] : guess(text);

const GUESSES: Readonly<Partial<Record<EdmFormat, Guess>>> = {
  'date-time': typed(repairDateTime),
  date: typed(repairDay),
  'edm-time-of-day': typed(one(repairTime)),
  'edm-duration': typed(repairDuration),
  uuid: typed(
    one((text) => {
      const digits = text.replace(/^urn:uuid:/i, '').replace(/[{}()-]/g, '');
      const guid = digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
      return isGuid(guid) ? guid : undefined;
    }),
  ),
  'edm-binary': repairBinary,
  'edm-flags': typed(
    one((text) => {
      const names = text.split(/[\s,;|+]+/).filter((name) => name !== '');
      const joined = names.join(',');
      return isFlags(joined) ? joined : undefined;
    }),
  ),
  uri: one((text) => {
    const uri = `https://${text}`;
    return /^[\w-]+(?:\.[\w-]+)+(?:[/:?]|$)/.test(text) && isAbsoluteUri(uri) ? uri : undefined;
  }),
};

/** Whether a repair only comes near to what was written: months and years have no fixed number of days. */
function isRounded(format: EdmFormat, text: string): boolean {
  return format === 'edm-duration' && /^-?P[^T]*[YM]/i.test(text.trim());
}

/** Values as JSON text of a type that the schema allows, where only the quotes or brackets are wrong. */
export function repairType(schema: GraphSchema, source: string, value: unknown): readonly Repair[] {
  const json = typeof value === 'string' ? unquoted(schema, value) : quoted(schema, source, value);
  if (json !== undefined) return [{ json, sure: true }];
  if (!jsonTypes(schema).includes('array') || !fitsItems(schema, value)) return [];
  const member = memberOf(schema.items, value);
  return [{ json: member === undefined ? `[${source}]` : `[${JSON.stringify(member)}]`, sure: true }];
}

/** The member of an enumeration that a text is in another case. */
function memberOf(items: GraphSchema | undefined, value: unknown): string | undefined {
  if (items === undefined || typeof value !== 'string') return undefined;
  return memberNames(items).find((member) => member.toLowerCase() === value.trim().toLowerCase());
}

/** Words of other formats and languages for true and false. */
const BOOLEANS: Readonly<Record<string, 'true' | 'false'>> = {
  ...{ true: 'true', yes: 'true', on: 'true', enabled: 'true', $true: 'true', 1: 'true' },
  ...{ false: 'false', no: 'false', off: 'false', disabled: 'false', $false: 'false', 0: 'false' },
};

const WHOLE = /^-?(?:0|[1-9]\d*)$/;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/;

function unquoted(schema: GraphSchema, value: string): string | undefined {
  const types = jsonTypes(schema);
  const literal = value.length > LONGEST ? '' : value.trim().toLowerCase();
  if (types.includes('boolean') && BOOLEANS[literal] !== undefined) return BOOLEANS[literal];
  if (takesNull(schema) && literal === 'null') return literal;
  if (types.includes('integer') && WHOLE.test(literal)) return literal;
  if (!types.includes('number')) return undefined;
  if (NUMBER.test(literal)) return literal;
  const short = literal.replace(/^\+/, '').replace(/^(-?)infinity$/, '$1inf');
  const special = SPECIAL_NUMBERS.find((each) => each.toLowerCase() === short);
  return special === undefined || !types.includes('string') ? undefined : `"${special}"`;
}

function quoted(schema: GraphSchema, source: string, value: unknown): string | undefined {
  if (jsonTypes(schema).includes('boolean') && (value === 0 || value === 1)) return BOOLEANS[value];
  const simple = typeof value === 'number' || typeof value === 'boolean';
  if (!simple || !jsonTypes(schema).includes('string')) return undefined;
  if (schema.format === 'date-time' && typeof value === 'number') {
    const moment = timestampText(value);
    return moment === undefined ? undefined : JSON.stringify(moment);
  }
  const free = schema.format === undefined && schema.enum === undefined;
  return free ? JSON.stringify(source) : undefined;
}

function fitsItems(schema: GraphSchema, value: unknown): boolean {
  const types = schema.items === undefined ? [] : jsonTypes(schema.items);
  const type = value === null || Array.isArray(value) ? undefined : typeof value;
  return type !== undefined && types.includes(type as 'string');
}
