/**
 * Work that is done in small steps, so that whoever runs it may let others have their turn in between: each `yield` is
 * such a place, a few milliseconds at most behind the one before. What comes out does not depend on who runs it.
 */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Does all the steps at once. */
export function runAtOnce<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}
