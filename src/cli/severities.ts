import { isProblemCode, readSeverities, SEVERITY_CHOICES } from '../core/authoring.ts';
import type { Severities } from '../core/check/severity.ts';

/**
 * The severities that a command line asks for.
 *
 * @param pairs level by code, as written
 * @throws Error with a sentence for the person where a code or a level does not exist
 */
export function severitiesOf(pairs: ReadonlyMap<string, string>): Severities {
  for (const [code, level] of pairs) {
    if (!isProblemCode(code)) throw new Error(`There is no problem with the code ${code}.`);
    if (!SEVERITY_CHOICES.some((each) => each === level)) {
      throw new Error(`${level} is no severity. Write one of ${SEVERITY_CHOICES.join(', ')}.`);
    }
  }
  return readSeverities(Object.fromEntries(pairs));
}
