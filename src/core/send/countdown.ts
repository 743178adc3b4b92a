import type { Clock } from '../host.ts';
import type { Wait } from './client/client.ts';

/** How a countdown ends, and what it says besides. */
export interface CountdownOptions {
  /** Ends the countdown together with the send. */
  readonly signal?: AbortSignal;
  /** Repetitions at most, for "attempt 1 of 3". */
  readonly most?: number;
}

const SECOND = 1_000;

/**
 * Makes waits of a throttled request visible, second by second.
 *
 * @param report is told each text to show: why it waits, how many seconds are left, which attempt comes then
 * @returns what a send takes as `onWait`
 */
export function countdown(
  report: (text: string) => void,
  clock: Clock,
  { signal, most }: CountdownOptions = {},
): (wait: Wait) => void {
  const tick = async (wait: Wait) => {
    for (let left = wait.seconds; left > 0; left--) {
      report(waitText({ ...wait, seconds: left }, most));
      await clock.sleep(SECOND, signal);
    }
    report(`Trying again now, ${attemptText(wait, most)}.`);
  };
  // A wait that is cut short rejects; the send says so itself.
  return (wait) => void tick(wait).catch(() => {});
}

/**
 * Why a request waits, how long, and which attempt comes then.
 *
 * @param most repetitions at most, where that is known
 */
export function waitText(wait: Wait, most?: number): string {
  return `${reasonOf(wait)} (${wait.status}). Trying again in ${wait.seconds} s, ${attemptText(wait, most)}.`;
}

function attemptText({ attempt }: Wait, most: number | undefined): string {
  return most === undefined ? `attempt ${attempt}` : `attempt ${attempt} of ${most}`;
}

function reasonOf({ status }: Wait): string {
  return status === 429 ? 'The service asks to slow down' : 'The service is busy';
}
