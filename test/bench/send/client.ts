import { SANDBOX } from '../../../src/core/environments.ts';
import { createClient } from '../../../src/core/send/client/client.ts';
import { systemClock } from '../../../src/core/send/clock.ts';
import type { Run } from '../child.ts';
import { CASES, type SendCase, sendAll } from './cases.ts';
import { serve } from './serve.ts';

/** The client alone: headers, limits, phases, retries, and the outcome with the object. */
export async function contestant(name: string): Promise<Run> {
  const { port } = await serve('plain');
  const client = createClient({ version: '1.0.0', clock: systemClock });
  const token = { value: 'sandbox.token.of.the.bench', account: 'adele@contoso.com' };
  return () =>
    sendAll(CASES[name] as SendCase, async (path) => {
      const url = new URL(`http://127.0.0.1:${port}${path}`);
      const request = {
        method: 'GET',
        url,
        version: 'v1.0',
        headers: [],
        environment: SANDBOX,
        scopes: [],
      } as const;
      const outcome = await client.send(request, token);
      if (!('answer' in outcome)) throw new Error(JSON.stringify(outcome));
      return outcome;
    });
}
