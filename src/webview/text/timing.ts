import type { Phases } from '../../core/send/outcome.ts';
import type { ResponseView } from '../messages.ts';
import { durationText } from './format.ts';

/** The phases of an attempt in their order, in the words of a person. */
const PHASES: readonly (readonly [name: Exclude<keyof Phases, 'reused'>, words: string])[] = [
  ['lookup', 'finding the host'],
  ['connect', 'connecting'],
  ['tunnel', 'reaching the proxy'],
  ['tls', 'securing the connection'],
  ['waiting', 'waiting for the answer'],
  ['body', 'reading the answer'],
];

/** What a duration consists of, a line each: waits between attempts, and the phases of the last attempt. */
export function timingText({
  duration,
  phases,
  retries = [],
}: Pick<ResponseView, 'duration' | 'phases' | 'retries'>): string {
  const waits = retries.map(
    ({ status, waited }) => `${durationText(waited)} waiting to send again, after ${status}`,
  );
  const parts = PHASES.flatMap(([name, words]) => {
    const time = phases?.[name];
    return time === undefined ? [] : [`${durationText(time)} ${words}`];
  });
  const reused = phases?.reused ? ['over a connection that was open already'] : [];
  const lines = [...waits, ...parts, ...reused];
  const whole = duration === undefined ? 'Duration' : `Duration: ${durationText(duration)}`;
  return [whole, ...lines].join('\n');
}
