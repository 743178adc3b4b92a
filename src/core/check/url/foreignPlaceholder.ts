import { placeholderName } from '../../request/values/placeholderName.ts';
import type { Problem } from '../problem.ts';
import { fix, problem, short } from '../report.ts';
import type { UrlSubject } from './subject.ts';

/** So many in one URL are told of. */
const MOST = 10;

/**
 * What stands for a value in other notations: `<user-id>`, also between quotes, `(team-id)` and `:id` as a segment of
 * their own.
 */
const FOREIGN =
  /<([A-Za-z][\w -]{0,60})>|(?<=\/)\(([A-Za-z][\w-]{0,60})\)(?=\/|$)|(?<=\/):([A-Za-z][\w-]{0,60})(?=\/|$)/g;

/** Segments that stand for a value in another notation than `{id}`, and would be sent as they are. */
export function checkForeignPlaceholders(subject: UrlSubject): Problem[] {
  const { path } = subject.parts;
  return [...path.text.matchAll(FOREIGN)].slice(0, MOST).flatMap((found) => {
    const start = path.start + found.index;
    const span = { start, end: start + found[0].length };
    if (!subject.isOriginal(span)) return [];
    const own = `{${placeholderName(found[1] ?? found[2] ?? found[3] ?? '')}}`;
    const place = subject.toBlock(span);
    return [
      problem(
        'placeholder-form',
        place,
        `${short(found[0])} stands for a value, and would be sent as it is. Write the value, or ${own}, which is asked for when the request is sent.`,
        { fixes: fix(`Change to ${own}`, place, own) },
      ),
    ];
  });
}
