import type { JournalEntry } from './entry.ts';

/** Which entries are listed. */
export interface HistoryFilter {
  /** Words that all stand in the request line, the account, the origin or the outcome, without case. */
  readonly text?: string;
  /** Id of an environment. */
  readonly environment?: string;
  readonly outcome?: OutcomeGroup;
}

/** Outcomes as they are filtered by: a person does not care whether an object came back. */
export type OutcomeGroup = 'done' | 'refused' | 'not-sent' | 'unknown' | 'sending';

/** The entries of one day of the calendar, newest first. */
export interface HistoryDay {
  /** `2026-11-26`, in local time. */
  readonly key: string;
  readonly entries: readonly JournalEntry[];
}

/** The group of an entry's outcome. */
export function outcomeGroup({ state }: Pick<JournalEntry, 'state'>): OutcomeGroup {
  return state === 'object' || state === 'changed' ? 'done' : state;
}

/** The entries that a filter lets through, in their order. */
export function matching(entries: readonly JournalEntry[], filter: HistoryFilter): readonly JournalEntry[] {
  const words = (filter.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    if (filter.environment !== undefined && entry.environment !== filter.environment) return false;
    if (filter.outcome !== undefined && outcomeGroup(entry) !== filter.outcome) return false;
    const text = words.length === 0 ? '' : searchedText(entry);
    return words.every((word) => text.includes(word));
  });
}

function searchedText({ request, account, environmentLabel = '', origin, result }: JournalEntry): string {
  const parts = [request.method, request.url, account, environmentLabel, origin?.title, origin?.uri];
  return [...parts, result?.status, result?.code, result?.requestId].join('\n').toLowerCase();
}

/** The entries by day, the newest day and the newest entry first. */
export function byDay(entries: readonly JournalEntry[]): readonly HistoryDay[] {
  const days = new Map<string, JournalEntry[]>();
  for (const entry of entries.toReversed()) {
    const key = dayKey(entry.time);
    const day = days.get(key);
    if (day) day.push(entry);
    else days.set(key, [entry]);
  }
  return [...days].map(([key, list]) => ({ key, entries: list }));
}

/**
 * `Today`, `Yesterday`, or the day's date as people write it.
 *
 * @param now milliseconds since 1970
 */
export function dayLabel(key: string, now: number, locale?: string): string {
  if (key === dayKey(now)) return 'Today';
  const today = new Date(now);
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (key === dayKey(yesterday.getTime())) return 'Yesterday';
  const [year = 0, month = 1, day = 1] = key.split('-').map(Number);
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(year === today.getFullYear() ? {} : { year: 'numeric' }),
  }).format(new Date(year, month - 1, day));
}

function dayKey(time: number): string {
  const date = new Date(time);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Characters of a path that are worth reading in a list. */
const MOST = 80;

/**
 * The object of a URL in short, for a narrow list: the last collection and its key, and a type that is named
 * behind it; without host, version and query, and GUIDs by their beginning.
 */
export function shortPath(url: string): string {
  const path = url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').split(/[?#]/, 1)[0] ?? '';
  const segments = path.split('/').filter(Boolean);
  const rest = /^(?:v1\.0|beta)$/i.test(segments[0] ?? '') ? segments.slice(1) : segments;
  const named = /^microsoft\.graph\./.test(rest.at(-1) ?? '');
  const short = rest
    .slice(named ? -3 : -2)
    .map((segment) =>
      segment
        .replace(/([0-9a-f]{4})[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '$1…')
        .replace(/^microsoft\.graph\./, ''),
    )
    .join('/');
  return short.length > MOST ? `…${short.slice(1 - MOST)}` : short;
}

/** What came of it, for a list that has an icon for it: `200`, `403 Authorization_RequestDenied`. */
export function outcomeCode(entry: Pick<JournalEntry, 'state' | 'result'>): string {
  return outcomeWords(entry).replace(/^refused: /, '');
}

/** What came of it, in a few words: `200`, `refused: 403 Authorization_RequestDenied`. */
export function outcomeWords({ state, result }: Pick<JournalEntry, 'state' | 'result'>): string {
  const status = result?.status;
  switch (state) {
    case 'object':
    case 'changed':
      return status === undefined ? 'done' : `${status}`;
    case 'refused':
      return ['refused:', status, result?.code].filter((part) => part !== undefined).join(' ');
    case 'not-sent':
      return 'not sent';
    case 'unknown':
      return 'outcome unknown';
    case 'sending':
      return 'sending…';
    default:
      return state satisfies never;
  }
}
