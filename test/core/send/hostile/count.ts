// `node test/core/send/hostile/count.ts` prints how many attacks there are, by kind and in all.
import { GROUPS } from './attacks.ts';

/** How many attacks there are in all. */
export function countAttacks(): number {
  return GROUPS.reduce((sum, { attacks }) => sum + attacks.length, 0);
}

/** The numbers by kind, a line each, and the sum. */
export function countLines(): readonly string[] {
  const rows = GROUPS.map(
    ({ name, attacks }) => `${String(attacks.length).padStart(4)}  ${name.replace(/:$/, '')}`,
  );
  return [...rows, `${String(countAttacks()).padStart(4)}  attacks in all`];
}

if (import.meta.main) console.log(countLines().join('\n'));
