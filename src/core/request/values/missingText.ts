import type { Unresolved } from './scope.ts';

/** Names in one sentence. */
const MOST_NAMES = 4;

/**
 * What a request lacks, in a few plain sentences: the first of it with the way out, and what lacks besides by name.
 * What lacks in several places counts once.
 */
export function missingText(missing: readonly Unresolved[]): string {
  const [first, ...others] = [...new Map(missing.map((each) => [each.reason, each])).values()];
  if (first === undefined) return '';
  const names = [...new Set(others.map(({ name }) => name))];
  if (names.length === 0) return first.reason;
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  return `${first.reason} Also in the way: ${names.slice(0, MOST_NAMES).join(', ')}${more}.`;
}
