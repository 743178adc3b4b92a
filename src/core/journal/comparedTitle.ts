import type { JournalEntry } from './entry.ts';
import { shortPath } from './list.ts';

/**
 * What a comparison is called: the object once where both entries are about it, else with each of them.
 *
 * @param label says when an entry was sent, and what came of it
 */
export function comparedTitle(
  before: JournalEntry,
  after: JournalEntry,
  label: (entry: JournalEntry) => string,
): string {
  const [left, right] = [before, after].map(({ request }) => shortPath(request.url));
  return left === right
    ? `${right} (${label(before)} ↔ ${label(after)})`
    : `${left} (${label(before)}) ↔ ${right} (${label(after)})`;
}
