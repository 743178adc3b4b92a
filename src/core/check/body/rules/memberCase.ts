import type { Span } from '../../../text/span.ts';
import type { Problem } from '../../problem.ts';
import { fix, problem, short } from '../../report.ts';

/**
 * A member of an enumeration in another case: OData compares members letter by letter, and so do services behind
 * Microsoft Graph; some take any case, as examples in its reference show.
 *
 * @param name as it is sent
 * @param place what the problem is about; `replacement` makes the text that takes the place of that from the member
 * @returns undefined where no member differs in case only
 */
export function memberCase(
  name: string,
  members: readonly string[],
  place: Span,
  replacement: (member: string) => string,
): Problem | undefined {
  const member = members.find((each) => each.toLowerCase() === name.toLowerCase());
  if (member === undefined || member === name) return undefined;
  return problem(
    'value-case',
    place,
    `This value is written '${short(member)}'. Some services take any letter case, others refuse '${short(name)}'.`,
    { fixes: fix(`Change to '${member}'`, place, replacement(member)) },
  );
}
