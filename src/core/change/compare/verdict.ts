import type { ComparedProperty } from './compare.ts';

/**
 * Whether a change was made, by what is there now: `no-difference` where the object had every value that was sent
 * before, `cannot-tell` where nothing that the change touches is returned.
 */
export type Verdict = 'made' | 'not-made' | 'partly' | 'no-difference' | 'cannot-tell';

/** What the properties of a change say together. Those that cannot tell have no voice where others can. */
export function verdictOf(compared: readonly ComparedProperty[]): Verdict {
  const states = compared.map(({ state }) => state);
  const made = states.some((state) => state === 'as-sent' || state === 'normalised');
  const notMade = states.some((state) => state === 'not-made' || state === 'other');
  if (made) return notMade ? 'partly' : 'made';
  if (notMade) return 'not-made';
  return states.includes('already') && !states.includes('cannot-tell') ? 'no-difference' : 'cannot-tell';
}
