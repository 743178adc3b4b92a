import type { Log } from '../host.ts';
import { Refusal } from './answer.ts';

/** The refusal that an error is told as. */
export function refusalOf(error: unknown, log: Log): Refusal {
  if (error instanceof Refusal) return error;
  log.error(`The sandbox failed: ${error instanceof Error ? error.message : 'no reason is known'}`);
  return new Refusal(
    500,
    'generalException',
    'The sandbox failed. This is a mistake in it, not in the request.',
  );
}
