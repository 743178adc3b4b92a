import { isDate, isDateTimeOffset, isTimeOfDay } from '../../formats.ts';

/** Moments that a text most likely means, as Edm.DateTimeOffset; a zone that is not named is UTC. */
export function repairDateTime(text: string): readonly string[] {
  if (isDate(text)) return [`${text}T00:00:00Z`];
  const moment = momentOf(text);
  if (moment !== undefined) return [moment];
  const joined = text.replace(/^(\d{4}-\d\d-\d\d)[ t]+/, '$1T').replace(/ ?z$/i, 'Z');
  const spaced = joined.replace(/ +([+-])/, '$1').replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
  const found = [spaced, `${spaced}Z`, `${spaced}:00Z`].find(isDateTimeOffset);
  if (found !== undefined) return [found];
  const [, day = '', rest = ''] = /^([\d./-]+)(?:[ T,]+(.*))?$/.exec(text) ?? [];
  const time = rest === '' ? '00:00:00Z' : zonedTime(rest);
  if (time === undefined) return [];
  return daysOf(day)
    .map((each) => `${each}T${time}`)
    .filter(isDateTimeOffset);
}

/** Days that a text most likely means, as Edm.Date. */
export function repairDay(text: string): readonly string[] {
  const day = /^[\d./-]+/.exec(text)?.[0] ?? '';
  return isDate(day) ? [day] : daysOf(day);
}

/** A time that a text most likely means, as Edm.TimeOfDay. */
export function repairTime(text: string): string | undefined {
  return clockTime(/\d\d?:\d\d(?::\d\d(?:\.\d{1,12})?)?(?: ?[AP]M\b)?/i.exec(text)?.[0] ?? '');
}

/**
 * The moment that a number of seconds or milliseconds since 1970 means, where it is one of the years from 1973
 * to 2286.
 */
export function timestampText(value: number): string | undefined {
  const milliseconds = value >= 1e11 ? value : value * 1000;
  if (!(milliseconds >= 1e11 && milliseconds < 1e13)) return undefined;
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Numbers of seconds or milliseconds, `/Date(…)/` of older JSON (in UTC, whatever offset stands behind), and the
 * date of an HTTP header.
 */
function momentOf(text: string): string | undefined {
  const count = /^(?:\/Date\()?(\d{9,14})(?:(?:[+-]\d{4})?\)\/)?$/.exec(text)?.[1];
  if (count !== undefined) return timestampText(Number(count));
  const [, day, month = '', year, time] =
    /^[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d) GMT$/.exec(text) ?? [];
  const number = MONTHS.indexOf(month.toLowerCase()) + 1;
  const moment = `${year}-${two(number)}-${day}T${time}Z`;
  return isDateTimeOffset(moment) ? moment : undefined;
}

/** Days of `31.01.2026`, `01/31/2026` and `2026/1/31`; two where day and month can be mistaken. */
function daysOf(text: string): readonly string[] {
  const [, a = '', separator, b = '', c = ''] = /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})$/.exec(text) ?? [];
  const made =
    a.length === 4
      ? [`${a}-${two(b)}-${two(c)}`]
      : separator === '.'
        ? [`${c}-${two(b)}-${two(a)}`]
        : [`${c}-${two(a)}-${two(b)}`, `${c}-${two(b)}-${two(a)}`];
  return [...new Set(made)].filter(isDate);
}

/** `8:30 PM +02:00` as `20:30+02:00`; UTC where no zone is named. */
function zonedTime(text: string): string | undefined {
  const [, clock = '', zone = 'Z'] = /^(.*?) ?(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/i.exec(text) ?? [];
  const time = clockTime(clock);
  const offset = /^[+-]/.test(zone) ? zone.replace(/^(...)(\d\d)$/, '$1:$2') : 'Z';
  return time === undefined ? undefined : `${time}${offset}`;
}

/** `8:30`, `8:30:00 PM` */
function clockTime(text: string): string | undefined {
  const [, hour = '', rest = '', half = ''] =
    /^(\d\d?)((?::\d\d){1,2}(?:\.\d{1,12})?)(?: ?([AP])M)?$/i.exec(text) ?? [];
  const hours = half === '' ? Number(hour) : (Number(hour) % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
  const time = `${two(hours)}${rest}`;
  return hour !== '' && isTimeOfDay(time) ? time : undefined;
}

function two(part: string | number): string {
  return String(part).padStart(2, '0');
}
