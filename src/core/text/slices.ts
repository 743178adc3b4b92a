import type { Steps } from './steps.ts';

/** Milliseconds of work before others have their turn: less than a frame, so that nobody notices. */
const SLICE = 12;

/** When a slice is over, and how others get their turn. */
export interface Slicing {
  /** Resolves when the others had theirs. */
  readonly turn: () => Promise<void>;
  /** Milliseconds of one slice. */
  readonly slice?: number;
}

/**
 * Does work without holding up its thread for long: between slices timers, sockets and messages have their turn. What
 * is done within one slice takes no turn at all.
 */
export async function runInSlices<T>(steps: Steps<T>, { turn, slice = SLICE }: Slicing): Promise<T> {
  let until = performance.now() + slice;
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() < until) continue;
    await turn();
    until = performance.now() + slice;
  }
}
