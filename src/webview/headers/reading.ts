import { durationText } from '../../core/text/duration.ts';
import { parsedJson } from '../../core/text/jsonValues.ts';
import { sizeText, timeText } from '../text/format.ts';

/** A header's value as a person reads it, where it says something that one does not see; otherwise undefined. */
export function headerReading(name: string, value: string, now: Date): string | undefined {
  const text = value.trim();
  switch (name.toLowerCase()) {
    case 'retry-after':
      return /^\d{1,9}$/.test(text) ? `Wait ${durationText(Number(text) * 1000)}.` : momentText(text, now);
    case 'date':
    case 'last-modified':
    case 'expires':
    case 'sunset':
    case 'deprecation':
      return momentText(text, now);
    case 'content-length':
      return /^\d{1,15}$/.test(text) ? sizeText(Number(text)) : undefined;
    case 'x-ms-throttle-limit-percentage':
      return /^\d(?:\.\d{1,6})?$/.test(text)
        ? `${Math.round(Number(text) * 100)} % of what is allowed`
        : undefined;
    case 'x-ms-ags-diagnostic':
      return serverText(text);
    default:
      return undefined;
  }
}

/** An HTTP date, an ISO 8601 date, or `@` and seconds since 1970 (RFC 9745), in local time. */
function momentText(text: string, now: Date): string | undefined {
  const seconds = /^@(\d{1,12})$/.exec(text)?.[1];
  if (seconds === undefined && !/^(?:\w{3}, \d{2} \w{3} \d{4} |\d{4}-\d{2}-\d{2})/.test(text))
    return undefined;
  const time = seconds === undefined ? Date.parse(text) : Number(seconds) * 1000;
  return Number.isNaN(time) ? undefined : timeText(new Date(time).toISOString(), now);
}

/** What Microsoft Graph calls the parts of the place that has answered. */
const SERVER: Readonly<Record<string, string>> = {
  DataCenter: 'Data centre',
  Slice: 'Slice',
  Ring: 'Ring',
  ScaleUnit: 'Scale unit',
  RoleInstance: 'Machine',
};

function serverText(text: string): string | undefined {
  const info = memberOf(parsedJson(text), 'ServerInfo');
  const lines = Object.entries(SERVER).flatMap(([name, label]) => {
    const value = memberOf(info, name);
    return typeof value === 'string' && value !== '' ? [`${label}: ${value.slice(0, 80)}`] : [];
  });
  return lines.length === 0 ? undefined : lines.join('\n');
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
