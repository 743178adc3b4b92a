import { oneOf } from '../report.ts';

/** `'a', 'b' and 'c'`, at most eight of them. */
export function allOf(words: readonly string[]): string {
  return oneOf(words).replace(/ or (?='[^']*'$|\d+ more$)/, ' and ');
}
