import type { HeaderLine } from '../../request/message.ts';
import { isRead } from '../failures.ts';
import { headerOf } from '../headers.ts';

/** Milliseconds before the first repetition where the service names no time; doubled for each further one. */
const FIRST_BACKOFF = 1_000;
/** IMF-fixdate and the older forms of RFC 9110, section 5.6.7: all name a day and a month. */
const HTTP_DATE = /^[a-z]{3,9},? .*\d{2}:\d{2}:\d{2}/i;

/** What decides whether, and when, a throttled request is sent again. */
export interface RetryQuestion {
  readonly method: string;
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  /** How often the request has been sent, from 1. */
  readonly attempt: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** From 0 to 1, for the jitter. */
  readonly random: number;
}

/**
 * Milliseconds to wait before a request that was turned away is sent again; undefined where it must not be.
 *
 * 429 means that nothing was done. 503 means so only where it names a time (`Retry-After`): a gateway also
 * answers 503 when it lost the service in the middle of a change. A read can always be repeated.
 */
export function retryDelay(question: RetryQuestion): number | undefined {
  const named = retryAfter(headerOf(question.headers, 'retry-after'), question.now);
  if (named !== undefined) return question.status === 429 || question.status === 503 ? named : undefined;
  if (question.status !== 429 && !(question.status === 503 && isRead(question.method))) return undefined;
  const longest = FIRST_BACKOFF * 2 ** (question.attempt - 1);
  return Math.round(longest / 2 + (longest / 2) * question.random);
}

/** `Retry-After` in milliseconds: whole seconds, or an HTTP date. Undefined where it is neither. */
export function retryAfter(value: string | undefined, now: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  if (!HTTP_DATE.test(text)) return undefined;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(date - now, 0);
}
