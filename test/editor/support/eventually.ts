import { setTimeout as pause } from 'node:timers/promises';

/**
 * Tries again until `attempt` no longer throws; gives what it then returns.
 * @param timeout in milliseconds; the last failure is thrown when it has passed
 */
export async function eventually<T>(attempt: () => T | Promise<T>, timeout = 10_000): Promise<T> {
  const deadline = Date.now() + timeout;
  for (;;) {
    try {
      return await attempt();
    } catch (cause) {
      if (Date.now() > deadline) throw cause;
      await pause(50);
    }
  }
}
