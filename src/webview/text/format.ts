/** Numbers and times as a person reads them. */

export { durationText } from '../../core/text/duration.ts';

/** `0 B`, `812 B`, `1.2 KB`, `5.0 MB` (1 KB is 1,024 bytes, as in the editor). */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1023.95) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** `1 property`, `1,204 properties`. */
export function countText(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** Local time of an ISO 8601 instant, with the date where it is not today; the text itself if it is no date. */
export function timeText(iso: string, now: Date): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const today = time.toDateString() === now.toDateString();
  return time.toLocaleString(
    undefined,
    today ? { timeStyle: 'medium' } : { dateStyle: 'medium', timeStyle: 'medium' },
  );
}

/** Path and query of an absolute URL; anything else unchanged. */
export function pathText(url: string): string {
  try {
    const parsed = new URL(url);
    return parsed.protocol === 'https:' || parsed.protocol === 'http:'
      ? `${parsed.pathname}${parsed.search}`
      : url;
  } catch {
    return url;
  }
}

/** Whether the editor may be asked to open it: https only. */
export function isSafeLink(url: string | undefined): url is string {
  if (url === undefined || !/^https:\/\//i.test(url)) return false;
  try {
    return new URL(url).protocol === 'https:';
  } catch {
    return false;
  }
}
