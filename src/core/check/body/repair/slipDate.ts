import { isDate, isDateTimeOffset, isTimeOfDay } from '../../formats.ts';

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'],
  ...['November', 'December'],
];
/** A text that is built like a moment, whatever its numbers are. */
const MOMENT = /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?(.*)$/;

/** What is wrong with a text that should be an Edm.DateTimeOffset, where it is a slip that can be named. */
export function momentSlip(text: string): string | undefined {
  if (isDate(text)) return 'The time is missing.';
  if (isDateTimeOffset(`${text}Z`)) return 'The zone is missing: Z for UTC, or an offset such as +02:00.';
  const joined = text.replace(' ', 'T');
  if (isDateTimeOffset(joined) || isDateTimeOffset(`${joined}Z`)) {
    return 'Date and time are joined by T, and the zone follows: Z for UTC, or an offset such as +02:00.';
  }
  if (text.startsWith('/Date(')) {
    return '/Date(…)/ is how older JSON counts milliseconds; Microsoft Graph takes the date written out.';
  }
  if (/^\d{9,14}$/.test(text)) return 'This is a count of seconds or milliseconds.';
  return impossibleDay(text) ?? impossibleTime(text) ?? yearFirst(text);
}

/** The same for a text that should be an Edm.Date. */
export function daySlip(text: string): string | undefined {
  return isDateTimeOffset(text) ? 'A date stands without a time.' : (impossibleDay(text) ?? yearFirst(text));
}

function impossibleDay(text: string): string | undefined {
  const [, year = '', month = '', day = ''] = MOMENT.exec(text) ?? [];
  if (year === '' || isDate(`${year}-${month}-${day}`)) return undefined;
  const name = MONTHS[Number(month) - 1];
  if (name === undefined) return `There is no month ${month}: months are counted from 01 to 12.`;
  if (day === '00') return 'There is no day 00: days are counted from 01.';
  const days = [31, 30, 29, 28].find((last) => isDate(`${year}-${month}-${last}`));
  return `There is no day ${day}: ${name} ${year} has ${days} days.`;
}

function impossibleTime(text: string): string | undefined {
  const [, , , , time = '', zone = ''] = MOMENT.exec(text) ?? [];
  if (time === '') return undefined;
  if (!isTimeOfDay(time)) {
    return /\.\d{13,}$/.test(time)
      ? 'Fractions of a second have at most 12 digits.'
      : 'Hours are counted from 00 to 23, minutes and seconds from 00 to 59.';
  }
  if (/^[+-]\d{4}$/.test(zone)) return 'An offset has a colon between hours and minutes: +02:00.';
  if (/^[+-]\d\d?$/.test(zone)) return 'An offset has hours and minutes: +02:00.';
  if (/^[+-]/.test(zone)) return 'An offset goes up to 23 hours and 59 minutes: +02:00.';
  return 'Behind the time stands the zone: Z for UTC, or an offset such as +02:00.';
}

function yearFirst(text: string): string | undefined {
  return /^\d{1,2}[./-]\d{1,2}[./-]\d{4}/.test(text) ? 'A date starts with the year: YYYY-MM-DD.' : undefined;
}
