import type { EdmFormat, GraphSchema } from '../../catalog/schema.ts';
import { isAbsoluteUri, isDate, isDateTimeOffset, isDuration, isGuid, isTimeOfDay } from '../formats.ts';
import { jsonTypes } from './expected.ts';

/** A right text that the person most likely meant by a wrong one of a format, or undefined. */
export function repairFormat(format: EdmFormat, text: string): string | undefined {
  const guess = GUESSES[format]?.(text.trim());
  return guess === undefined || guess === text ? undefined : guess;
}

const GUESSES: Readonly<Partial<Record<EdmFormat, (text: string) => string | undefined>>> = {
  'date-time': (text) => {
    if (isDate(text)) return `${text}T00:00:00Z`;
    const joined = text.replace(/^(\d{4}-\d\d-\d\d)[ t]+/, '$1T').replace(/ ?z$/i, 'Z');
    const spaced = joined.replace(/ +([+-])/, '$1').replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
    return [spaced, `${spaced}Z`, `${spaced}:00Z`].find(isDateTimeOffset);
  },
  date: (text) => {
    const day = text.slice(0, 10).replaceAll('/', '-').replaceAll('.', '-');
    return isDate(day) ? day : undefined;
  },
  'edm-time-of-day': (text) => {
    const time = /\d\d?:\d\d(?::\d\d(?:\.\d+)?)?/
      .exec(text)?.[0]
      ?.padStart(text.startsWith('T') ? 0 : 5, '0');
    return time !== undefined && isTimeOfDay(time) ? time : undefined;
  },
  'edm-duration': (text) => {
    const weeks = /^P(\d{1,6})W$/i.exec(text)?.[1];
    const duration = weeks === undefined ? text.toUpperCase() : `P${Number(weeks) * 7}D`;
    return isDuration(duration) ? duration : undefined;
  },
  uuid: (text) => {
    const digits = text.replace(/^urn:uuid:/i, '').replace(/[{}()-]/g, '');
    const guid = digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    return isGuid(guid) ? guid : undefined;
  },
  uri: (text) => {
    const uri = `https://${text}`;
    return /^[\w-]+(?:\.[\w-]+)+(?:[/:?]|$)/.test(text) && isAbsoluteUri(uri) ? uri : undefined;
  },
};

/** What is wrong with a text of a format, where it is a slip that can be named. */
export function formatSlip(format: EdmFormat, text: string): string | undefined {
  if (format === 'date-time') {
    if (isDate(text)) return 'The time is missing.';
    if (isDateTimeOffset(`${text}Z`)) return 'The zone is missing: Z for UTC, or an offset such as +02:00.';
  }
  if (format === 'edm-duration' && /^-?P.*[YW]/.test(text)) {
    return 'Durations have no years, months or weeks; count in days.';
  }
  if (format === 'uuid' && /^[{(]/.test(text)) return 'A GUID stands without braces.';
  return undefined;
}

/** The value as JSON text of a type that the schema allows, where only the quotes or brackets are wrong. */
export function repairType(schema: GraphSchema, source: string, value: unknown): string | undefined {
  const types = jsonTypes(schema);
  if (typeof value === 'string') {
    const literal = value.trim().toLowerCase();
    if (types.includes('boolean') && (literal === 'true' || literal === 'false')) return literal;
    if (types.includes('null') && literal === 'null') return literal;
    const whole = types.includes('integer') && /^-?(?:0|[1-9]\d*)$/.test(literal);
    const number = types.includes('number') && /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(literal);
    if (whole || number) return literal;
  }
  const text = typeof value === 'number' || typeof value === 'boolean';
  if (text && types.includes('string') && schema.format === undefined && schema.enum === undefined) {
    return JSON.stringify(source);
  }
  if (types.includes('array') && fitsItems(schema, value)) return `[${source}]`;
  return undefined;
}

function fitsItems(schema: GraphSchema, value: unknown): boolean {
  const types = schema.items === undefined ? [] : jsonTypes(schema.items);
  const type = value === null || Array.isArray(value) ? undefined : typeof value;
  return type !== undefined && types.includes(type as 'string');
}
