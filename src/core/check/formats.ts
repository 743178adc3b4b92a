import type { EdmFormat } from '../catalog/schema.ts';

/**
 * How values of EDM primitive types stand in JSON (OData JSON Format 4.01, section 7.1; OData ABNF 4.01,
 * part 7). Pure functions of one value, and the same as formats for ajv.
 */

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,12})?)?$/;
const OFFSET = /(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const DURATION = /^-?P(?=\d|T\d)(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/;
const GUID = /^[\dA-Fa-f]{8}-[\dA-Fa-f]{4}-[\dA-Fa-f]{4}-[\dA-Fa-f]{4}-[\dA-Fa-f]{12}$/;
const BASE64 = /^(?:[A-Za-z\d+/]*|[A-Za-z\d_-]*)(={0,2})$/;
const NAME = /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Pc}\p{Cf}]*$/u;
/** A scheme, a colon and something behind it without white space and control characters. */
const ABSOLUTE_URI = /^[A-Za-z][A-Za-z\d+.-]*:[^\s\p{Cc}]+$/u;
const INTEGER = /^-?\d+$/;
const JSON_NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** Edm.Date: `YYYY-MM-DD`, a day that the Gregorian calendar has. */
export function isDate(text: string): boolean {
  const parts = DATE.exec(text);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = leap && month === 2 ? 29 : (DAYS_OF_MONTH[month - 1] ?? 0);
  return day >= 1 && day <= days;
}

/** Edm.TimeOfDay: `hh:mm`, with seconds and up to 12 digits of a fraction where wanted. */
export function isTimeOfDay(text: string): boolean {
  return TIME_OF_DAY.test(text);
}

/** Edm.DateTimeOffset: a date, `T`, a time of day, and `Z` or `±hh:mm`. A date alone is none. */
export function isDateTimeOffset(text: string): boolean {
  const offset = OFFSET.exec(text);
  if (!offset || text[10] !== 'T') return false;
  return isDate(text.slice(0, 10)) && isTimeOfDay(text.slice(11, offset.index));
}

/** Edm.Duration: `-P3DT12H30M5.5S`, at least one part of it; no years, months or weeks. */
export function isDuration(text: string): boolean {
  return DURATION.test(text);
}

/** Edm.Guid: 8-4-4-4-12 hexadecimal digits, without braces. */
export function isGuid(text: string): boolean {
  return GUID.test(text);
}

/**
 * Edm.Binary: base64 or base64url, padded whole or not at all. The bits of the last character that belong
 * to no byte must be zero, as an encoder leaves them.
 */
export function isBinary(text: string): boolean {
  const padding = BASE64.exec(text)?.[1]?.length;
  if (padding === undefined) return false;
  const characters = text.length - padding;
  const rest = characters % 4;
  if (rest === 0) return padding === 0;
  if (rest === 1 || (padding > 0 && padding !== 4 - rest)) return false;
  return (rest === 2 ? 'AQgw' : 'AEIMQUYcgkosw048').includes(text.charAt(characters - 1));
}

/**
 * Edm.Int64, from the number's own text, so that no digit is lost: a whole number from -2^63 to 2^63-1.
 * Forms like `1e3` and `5.0` are whole numbers too where a double holds them exactly.
 */
export function isInt64(text: string): boolean {
  if (!INTEGER.test(text)) return JSON_NUMBER.test(text) && Number.isSafeInteger(Number(text));
  const digits = text.replace(/^(-?)0+(?=\d)/, '$1');
  if (digits.length > 20) return false;
  const value = BigInt(digits);
  return value >= INT64_MIN && value <= INT64_MAX;
}

/**
 * Edm.Int64, from a parsed JSON number. A double cannot tell 2^63 from 2^63-1, so both pass here; where the
 * text is at hand, `isInt64` decides.
 */
export function isInt64Number(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) <= 2 ** 63;
}

/** What JSON numbers cannot say of an Edm.Double, Edm.Single or Edm.Decimal, as text. */
export const SPECIAL_NUMBERS: readonly string[] = ['INF', '-INF', 'NaN'];

/** Edm.Double, Edm.Single and Edm.Decimal as text: `INF`, `-INF` or `NaN`; every other value is a JSON number. */
function isSpecialNumber(text: string): boolean {
  return SPECIAL_NUMBERS.includes(text);
}

/** A flags enum: names of members joined by commas; with `members`, only those. */
export function isFlags(text: string, members?: readonly string[]): boolean {
  return text.split(',').every((part) => {
    const name = part.trim();
    return NAME.test(name) && (members === undefined || members.includes(name));
  });
}

/** An absolute URI, judged leniently: international characters are allowed, white space is not. */
export function isAbsoluteUri(text: string): boolean {
  return ABSOLUTE_URI.test(text);
}

/** One format as ajv takes it: what kind of value it looks at, and the test. */
export type ValueFormat =
  | { readonly type: 'string'; readonly validate: (value: string) => boolean }
  | { readonly type: 'number'; readonly validate: (value: number) => boolean };

const ofText = (validate: (text: string) => boolean): ValueFormat => ({ type: 'string', validate });

/** Every format of the catalog's schemas, for ajv's `formats`. */
export const edmFormats: Readonly<Record<EdmFormat, ValueFormat>> = {
  'date-time': ofText(isDateTimeOffset),
  date: ofText(isDate),
  'edm-time-of-day': ofText(isTimeOfDay),
  'edm-duration': ofText(isDuration),
  uuid: ofText(isGuid),
  'edm-binary': ofText(isBinary),
  'edm-int64': { type: 'number', validate: isInt64Number },
  'edm-double': ofText(isSpecialNumber),
  'edm-decimal': ofText(isSpecialNumber),
  'edm-flags': ofText((text) => isFlags(text)),
  uri: ofText(isAbsoluteUri),
};
