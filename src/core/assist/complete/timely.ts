import type { EdmFormat, GraphSchema } from '../../catalog/schema.ts';
import type { Scope } from '../../request/values/scope.ts';
import { dateTimeText } from '../insert/skeleton.ts';
import type { Value } from './valueCompletion.ts';

/**
 * Values of a format that are made for the moment: now, today, a new
 * GUID; and references that make them at each send.
 */
export function formatValues({ format }: GraphSchema, scope: Scope): readonly Value[] {
  const now = new Date(scope.now());
  switch (format) {
    case 'date-time':
      return [
        value(dateTimeText(now), 'now'),
        value('{{$datetime iso8601}}', 'the time of each send'),
        value(dateTimeText(new Date(now.getTime() + DAY)), 'in a day'),
        value(dateTimeText(new Date(now.getTime() + 30 * DAY)), 'in 30 days'),
      ];
    case 'date':
      return [
        value(now.toISOString().slice(0, 10), 'today'),
        value("{{$datetime 'YYYY-MM-DD'}}", 'the day of each send'),
      ];
    case 'edm-time-of-day':
      return [value(now.toISOString().slice(11, 19), 'now, in UTC')];
    case 'uuid':
      return [value(scope.guid(), 'a new GUID'), value('{{$guid}}', 'a new GUID for each send')];
    case 'edm-duration':
      return [
        value('PT30M', '30 minutes'),
        value('PT1H', '1 hour'),
        value('PT8H', '8 hours'),
        value('P1D', '1 day'),
        value('P30D', '30 days'),
      ];
    default:
      return [];
  }
}

/** Whether a format has such values; text of any other format is a person's own. */
export function hasTimelyValues({ format }: GraphSchema): boolean {
  return format !== undefined && TIMELY.has(format);
}

const TIMELY: ReadonlySet<EdmFormat> = new Set([
  'date-time',
  'date',
  'edm-time-of-day',
  'uuid',
  'edm-duration',
  'edm-flags',
]);

const DAY = 24 * 60 * 60 * 1000;

function value(text: string, detail: string): Value {
  return { text: JSON.stringify(text), kind: 'value', detail };
}
