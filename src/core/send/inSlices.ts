import { runInSlices } from '../text/slices.ts';
import type { Steps } from '../text/steps.ts';

/** Does work so that sockets, timers and messages of this process have their turn in between; see `runInSlices`. */
export function inSlices<T>(steps: Steps<T>): Promise<T> {
  return runInSlices(steps, { turn });
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
