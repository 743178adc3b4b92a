import { isRead } from '../failures.ts';
import type { GraphError, Outcome } from '../outcome.ts';

/** Seconds to wait where the service names none. */
const USUAL_WAIT = 60;
/** Nobody waits longer than this in front of an editor, in seconds. */
const LONGEST_WAIT = 3_600;

/**
 * Seconds after which a refused request can be sent again for certain; undefined where waiting is not known to help,
 * where it takes too long, or where a change may have been made already.
 *
 * @see isOutcomeOpen
 */
export function waitBeforeSending(error: GraphError, method: string): number | undefined {
  const { status, retryAfter } = error;
  const isPassing = status === 429 || status === 503 || status === 504;
  if (!isPassing || isOutcomeOpen(error, method)) return undefined;
  const seconds = retryAfter ?? USUAL_WAIT;
  return seconds <= LONGEST_WAIT ? seconds : undefined;
}

/**
 * Whether a change that the service failed at may have been made all the same. A gateway answers for a service that it
 * has lost in the middle of a change, too; 503 says that nothing was done only where it names a time to come back.
 */
export function isOutcomeOpen({ status, retryAfter }: GraphError, method: string): boolean {
  if (isRead(method) || status < 500) return false;
  if (status === 501 || status === 507 || status === 509) return false;
  return status !== 503 || retryAfter === undefined;
}

/** Whether a change was made, or may have been. */
export function mayHaveChanged(outcome: Outcome, method: string): boolean {
  if (outcome.kind === 'refused') return isOutcomeOpen(outcome.error, method);
  return outcome.kind !== 'not-sent';
}

/** How long to wait, as a person says it: `30 seconds`, `6 minutes`. */
export function waitWords(seconds: number): string {
  if (seconds === 60) return 'a minute';
  if (seconds > 120) return `${Math.ceil(seconds / 60).toLocaleString('en-US')} minutes`;
  return seconds === 1 ? 'a second' : `${seconds} seconds`;
}
