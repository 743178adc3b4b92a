import type { GraphSchema } from '../../catalog/schema.ts';
import { formatTime } from '../../request/values/dates.ts';
import type { Scope } from '../../request/values/scope.ts';
import { paragraphs } from '../describe/markdown.ts';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,12})?)?(?:Z|[+-]\d{2}:\d{2})$/i;
/** How the descriptions of whole numbers say that they are times. */
const IN_SECONDS = /\bseconds since (?:1 January )?1970\b/i;

/** A point in time as people on this computer say it; undefined where the value is none. */
export function describeTime(schema: GraphSchema, value: unknown, scope: Scope): string | undefined {
  const time = timeOf(schema, value);
  if (time === undefined || Number.isNaN(time)) return undefined;
  const zoned = { time, offset: scope.timeZoneOffset(time) };
  if (Number.isNaN(new Date(time + zoned.offset * 60_000).getTime())) return undefined;
  const local = formatTime(zoned, 'dddd, D MMMM YYYY, HH:mm:ss');
  const zone = formatTime(zoned, 'Z');
  return paragraphs(`**${local}** local time (UTC${zone}) · ${relative(time - scope.now())}`);
}

/** Milliseconds since 1970. */
function timeOf(schema: GraphSchema, value: unknown): number | undefined {
  if (typeof value === 'string') {
    const isTime = schema.format === 'date-time' || schema['x-graph']?.type === 'Edm.DateTimeOffset';
    return isTime && INSTANT.test(value) ? Date.parse(value) : undefined;
  }
  if (typeof value !== 'number' || !IN_SECONDS.test(schema.description ?? '')) return undefined;
  return value * 1000;
}

const UNITS: readonly { readonly unit: Intl.RelativeTimeFormatUnit; readonly seconds: number }[] = [
  { unit: 'year', seconds: 31_556_952 },
  { unit: 'month', seconds: 2_629_746 },
  { unit: 'week', seconds: 604_800 },
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
];

/** `3 hours ago`, `in 2 days`. */
function relative(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  const { unit, seconds: size } = UNITS.find((each) => Math.abs(seconds) >= each.seconds) ?? {
    unit: 'second',
    seconds: 1,
  };
  return new Intl.RelativeTimeFormat('en').format(Math.trunc(seconds / size), unit);
}
