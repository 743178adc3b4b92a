/** Units of `{{$timestamp n unit}}` and its kind. `ms` is milliseconds here; the peers read it as minutes. */
export type TimeUnit = 'y' | 'Q' | 'M' | 'w' | 'd' | 'h' | 'm' | 's' | 'ms';

/** A time as it is shown: the instant, and how far local time is ahead of UTC there. */
export interface ZonedTime {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Minutes. */
  readonly offset: number;
}

const MINUTE = 60_000;
const FIXED: Readonly<Record<Exclude<TimeUnit, 'y' | 'Q' | 'M'>, number>> = {
  w: 7 * 24 * 60 * MINUTE,
  d: 24 * 60 * MINUTE,
  h: 60 * MINUTE,
  m: MINUTE,
  s: 1000,
  ms: 1,
};

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Whether a word is a unit of time. */
export function isTimeUnit(word: string): word is TimeUnit {
  return word === 'y' || word === 'Q' || word === 'M' || Object.hasOwn(FIXED, word);
}

/**
 * A time moved by a number of units. Months and years keep the day of the month, or take the last one of a
 * shorter month.
 *
 * @returns milliseconds since 1970; NaN where that is outside the range of dates
 */
export function addTime(time: number, amount: number, unit: TimeUnit): number {
  switch (unit) {
    case 'y':
      return addMonths(time, 12 * amount);
    case 'Q':
      return addMonths(time, 3 * amount);
    case 'M':
      return addMonths(time, amount);
    default:
      return new Date(time + amount * FIXED[unit]).getTime();
  }
}

function addMonths(time: number, months: number): number {
  const date = new Date(time);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(date.getTime());
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  date.setUTCDate(Math.min(day, last.getUTCDate()));
  return date.getTime();
}

/** `Mon, 02 Jan 2006 15:04:05 GMT` (RFC 9110, section 5.6.7), or with `+0200` in local time. */
export function rfc1123({ time, offset }: ZonedTime, local: boolean): string {
  return formatTime({ time, offset }, `ddd, DD MMM YYYY HH:mm:ss ${local ? 'ZZ' : '[GMT]'}`);
}

/** `2006-01-02T15:04:05.000Z` (ISO 8601), or with `+02:00` in local time. */
export function iso8601({ time, offset }: ZonedTime, local: boolean): string {
  return formatTime({ time, offset }, `YYYY-MM-DD[T]HH:mm:ss.SSS${local ? 'Z' : '[Z]'}`);
}

const TOKEN =
  /\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|DD|D|dddd|ddd|dd|d|HH|H|hh|h|mm|m|ss|s|SSS|SS|S|ZZ|Z|A|a|X|x|Q/g;

/**
 * A time in the form that a pattern gives: the tokens of Day.js, which REST Client uses. What stands in square
 * brackets, and everything that is no token, is copied.
 */
export function formatTime({ time, offset }: ZonedTime, pattern: string): string {
  const local = new Date(time + offset * MINUTE);
  return pattern.replace(TOKEN, (token, escaped: string | undefined) =>
    escaped === undefined ? formatToken(token, local, offset) : escaped,
  );
}

function formatToken(token: string, date: Date, offset: number): string {
  switch (token.charAt(0)) {
    case 'Y':
      return token === 'YY' ? pad(date.getUTCFullYear() % 100, 2) : pad(date.getUTCFullYear(), 4);
    case 'M':
      return named(token, date.getUTCMonth() + 1, MONTHS[date.getUTCMonth()] ?? '');
    case 'Q':
      return String(Math.floor(date.getUTCMonth() / 3) + 1);
    case 'D':
      return pad(date.getUTCDate(), token.length);
    case 'd':
      return formatWeekday(token, date.getUTCDay());
    case 'Z':
      return formatOffset(offset, token === 'Z' ? ':' : '');
    case 'X':
      return String(Math.floor(instant(date, offset) / 1000));
    case 'x':
      return String(instant(date, offset));
    default:
      return formatClock(token, date);
  }
}

function formatClock(token: string, date: Date): string {
  const hours = date.getUTCHours();
  switch (token.charAt(0)) {
    case 'H':
      return pad(hours, token.length);
    case 'h':
      return pad(hours % 12 || 12, token.length);
    case 'm':
      return pad(date.getUTCMinutes(), token.length);
    case 's':
      return pad(date.getUTCSeconds(), token.length);
    case 'S':
      return pad(date.getUTCMilliseconds(), 3).slice(0, token.length);
    case 'A':
      return hours < 12 ? 'AM' : 'PM';
    default:
      return hours < 12 ? 'am' : 'pm';
  }
}

function instant(date: Date, offset: number): number {
  return date.getTime() - offset * MINUTE;
}

function named(token: string, number: number, name: string): string {
  if (token.length === 4) return name;
  return token.length === 3 ? name.slice(0, 3) : pad(number, token.length);
}

function formatWeekday(token: string, day: number): string {
  const name = DAYS[day] ?? '';
  if (token.length === 1) return String(day);
  return token.length === 4 ? name : name.slice(0, token.length);
}

function formatOffset(offset: number, separator: string): string {
  const minutes = Math.abs(offset);
  const sign = offset < 0 ? '-' : '+';
  return `${sign}${pad(Math.floor(minutes / 60), 2)}${separator}${pad(minutes % 60, 2)}`;
}

function pad(value: number, length: number): string {
  return value < 0 ? `-${pad(-value, length)}` : String(value).padStart(length, '0');
}
