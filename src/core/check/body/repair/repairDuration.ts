import { isDuration } from '../../formats.ts';

/** Days that a month and a year have about. */
const MONTH = 30;
const YEAR = 365;

/** Durations that a text most likely means, as Edm.Duration: days, hours, minutes and seconds. */
export function repairDuration(text: string): readonly string[] {
  const upper = text.toUpperCase().replace(/T$/, '');
  if (isDuration(upper)) return [upper];
  const found = [inDays(upper), withTime(upper), fromClock(text), fromWords(text)];
  // `P5M` is five months to ISO 8601, and five minutes to many who write it.
  if (/^-?P\d+M$/.test(upper)) found.push(upper.replace('P', 'PT'));
  return [...new Set(found.filter((each) => each !== undefined && isDuration(each)) as string[])];
}

/** `P1Y2M1WT3H` with its years, months and weeks counted in days. */
function inDays(text: string): string | undefined {
  const [, sign = '', years, months, weeks, days, time = ''] =
    /^(-?)P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?(T.*)?$/.exec(text) ?? [];
  const total =
    Number(years ?? 0) * YEAR + Number(months ?? 0) * MONTH + Number(weeks ?? 0) * 7 + Number(days ?? 0);
  return total === 0 ? undefined : `${sign}P${total}D${time}`;
}

/** `P1D2H` and `P90S` with the T before hours, minutes and seconds, and `PT1.5H` in whole parts. */
function withTime(text: string): string | undefined {
  const fraction = /^(-?)P(?:(\d{1,6})D)?T(\d{1,6}\.\d{1,3})([HM])$/.exec(text);
  if (fraction) {
    const [, sign = '', days, amount, unit] = fraction;
    const seconds = Math.round(Number(amount) * (unit === 'H' ? 3600 : 60));
    return `${sign}P${days === undefined ? '' : `${days}D`}${timeOf(seconds)}`;
  }
  return /^-?P(?:\d+D)?(?:\d+H(?:\d+M)?(?:\d+S)?|\d+M\d+S|\d+S)$/.test(text)
    ? text.replace(/^(-?P(?:\d+D)?)/, '$1T')
    : undefined;
}

/** `1:30:00`, and `2.01:30:00` with days, as .NET writes them. */
function fromClock(text: string): string | undefined {
  const [, sign = '', days, hours, minutes, seconds = '0'] =
    /^(-?)(?:(\d{1,6})\.)?(\d{1,2}):(\d\d)(?::(\d\d(?:\.\d{1,7})?))?$/.exec(text) ?? [];
  if (hours === undefined) return undefined;
  const day = days === undefined ? '' : `${Number(days)}D`;
  const time = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return `${sign}P${day}${time === 0 && day !== '' ? '' : timeOf(time)}`;
}

/** `90 minutes`, `2h`, `3 days` */
function fromWords(text: string): string | undefined {
  const [, amount, unit = ''] =
    /^(\d{1,6}) ?(d|days?|h|hours?|m|min|minutes?|s|sec|seconds?)$/i.exec(text) ?? [];
  if (amount === undefined) return undefined;
  const letter = unit.charAt(0).toUpperCase();
  return letter === 'D' ? `P${amount}D` : `PT${amount}${letter}`;
}

/** Seconds as the time of a duration. */
function timeOf(seconds: number): string {
  const whole = Math.floor(seconds / 60);
  const [hours, minutes] = [Math.floor(whole / 60), whole % 60];
  const rest = Number((seconds - whole * 60).toFixed(7));
  const parts = `${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${rest > 0 ? `${rest}S` : ''}`;
  return `T${parts === '' ? '0S' : parts}`;
}
