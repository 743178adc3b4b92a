import { SANDBOX } from '../../../src/core/environments.ts';
import { openJournal } from '../../../src/core/journal/journal.ts';
import { createClient } from '../../../src/core/send/client/client.ts';
import { systemClock } from '../../../src/core/send/clock.ts';
import { deliver } from '../../../src/core/send/deliver.ts';
import { memoryStore } from '../../support/journal.ts';
import type { Run } from '../child.ts';
import { CASES, type SendCase, sendAll } from './cases.ts';
import { serve } from './serve.ts';

/** The whole road of a request, from its target to its masked answer; the journal is in memory. */
export async function contestant(name: string): Promise<Run> {
  const { port } = await serve('plain');
  const client = createClient({ version: '1.0.0', clock: systemClock });
  const store = memoryStore();
  const road = {
    environment: SANDBOX,
    base: new URL(`http://127.0.0.1:${port}`),
    tokens: { getToken: async () => ({ value: 'sandbox.token.of.the.bench', account: 'adele@contoso.com' }) },
    client,
    journal: openJournal(store, systemClock),
    clock: systemClock,
  };
  return () => {
    store.lines = [];
    return sendAll(CASES[name] as SendCase, async (url) => {
      const delivery = await deliver({ ...road, request: { method: 'GET', url, headers: [] } });
      if (!('answer' in delivery.outcome)) throw new Error(JSON.stringify(delivery.outcome));
      return delivery;
    });
  };
}
