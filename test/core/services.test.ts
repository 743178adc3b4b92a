import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { LineStore } from '../../src/core/host.ts';
import { systemClock } from '../../src/core/send/clock.ts';
import { SANDBOX } from '../../src/core/send/environments.ts';
import { createServices, type Services } from '../../src/core/services.ts';

const lines: string[] = [];
const journal: LineStore = {
  readLines: async () => lines,
  appendLine: async (line) => void lines.push(line),
  rewrite: async () => {},
};
const silent = { info: () => {}, warn: () => {}, error: () => {} };
let totalTimeout = 10_000;

const services: Services = createServices({
  clock: systemClock,
  log: silent,
  journal,
  sandboxUrl: () => '',
  tokens: { getToken: async ({ scopes }) => (await services.sandbox()).token(scopes) },
  client: () => ({ version: '0', clock: systemClock, limits: { totalTimeout } }),
});
after(() => services.dispose());

function read(fault?: string) {
  return services.send({
    environment: SANDBOX,
    request: {
      method: 'GET',
      url: '/beta/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f',
      headers: fault === undefined ? [] : [{ name: 'x-sandbox-fault', value: fault }],
    },
  });
}

test('new options count from the next send on, and cut off none that is under way', async () => {
  assert.equal((await read()).delivery.outcome.kind, 'object');
  const slow = read('delay=700');
  await new Promise((resolve) => setTimeout(resolve, 200));
  totalTimeout = 250;
  services.clientChanged();
  const hasty = await read('delay=2000');
  assert.equal(hasty.delivery.outcome.kind, 'unknown', 'the new time limit counts');
  assert.equal((await slow).delivery.outcome.kind, 'object', 'the old send ends as it would have');
});
