import type { Run } from '../child.ts';
import { CASES, read, type SendCase, sendAll } from './cases.ts';
import { serve } from './serve.ts';

/** `fetch` as Node brings it. */
export async function contestant(name: string): Promise<Run> {
  const { port } = await serve('plain');
  return () =>
    sendAll(CASES[name] as SendCase, async (path) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      return read(await response.text());
    });
}
