import { durationText } from '../text/duration.ts';
import type { JournalEntry } from './entry.ts';
import { outcomeWords } from './list.ts';

/**
 * What a person may want to know of an entry, as names and values in the order of their interest.
 *
 * @param locale of dates, such as `en-GB`; the computer's own where it is absent
 */
export function entryFacts(entry: JournalEntry, locale?: string): readonly (readonly [string, string])[] {
  const { time, account, environment, environmentLabel, scopes = [], origin, result } = entry;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Outcome', outcomeSentence(entry)],
    ['Sent', new Date(time).toLocaleString(locale)],
    ['Took', result?.duration === undefined ? undefined : durationText(result.duration)],
    ['Environment', environmentLabel ?? environment],
    ['Account', account],
    ['Permissions', scopes.map((scope) => scope.slice(scope.lastIndexOf('/') + 1)).join(', ')],
    ['Request', origin?.title],
    ['File', origin && fileOf(origin.uri, origin.line)],
    ['request-id', result?.requestId],
    ['client-request-id', result?.requestId === undefined ? result?.clientRequestId : undefined],
  ];
  return facts.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value] as const],
  );
}

function outcomeSentence(entry: JournalEntry): string {
  const { state, result, interrupted, bare } = entry;
  const off = bare ? ' The history was off, so no more of it was kept.' : '';
  if (state === 'sending') return 'It is being sent.';
  if (interrupted) return `Unknown: the editor ended before the answer was there.${off}`;
  if (result?.message !== undefined && result.message !== '') return `${result.message}${off}`;
  if (state === 'unknown') return `Unknown: nobody wrote down what came of it.${off}`;
  return `${outcomeWords(entry)}${state === 'object' ? ', with the object' : ''}`;
}

/** The name of a file and the line as editors count it. */
function fileOf(uri: string, line: number): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return `${decodeURIComponent(name)}, line ${line + 1}`;
  } catch {
    return `${name}, line ${line + 1}`;
  }
}
