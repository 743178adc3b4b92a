import type { Run } from '../child.ts';
import { readInput, readSchema } from './read.ts';

/** The schema that was read, so that reading it cannot be left out. */
export let schema: object | undefined;

/** The least that checking a body can be. */
export function contestant(): Run {
  const input = readInput();
  schema = readSchema(input);
  return () => JSON.parse(input.body);
}
