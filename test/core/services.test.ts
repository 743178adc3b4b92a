import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { SANDBOX } from '../../src/core/environments.ts';
import { parseFile } from '../../src/core/request/parse.ts';
import { createScope } from '../../src/core/request/values/scope.ts';
import { systemClock } from '../../src/core/send/clock.ts';
import { createServices, type Services } from '../../src/core/services.ts';
import { memoryStore } from '../support/journal.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const answered: string[] = [];
const keep = (line: string) => void answered.push(line);
let totalTimeout = 10_000;

const services: Services = createServices({
  clock: systemClock,
  log: silent,
  sandboxLog: { info: keep, warn: keep, error: keep },
  journal: memoryStore(),
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

test('a new object is asked for with what making it needs, not with everything', async () => {
  const make = (url: string) =>
    services.send({
      environment: SANDBOX,
      request: {
        ...{ method: 'POST', url, headers: [{ name: 'Content-Type', value: 'application/json' }] },
        body: '{"displayName":"Made","agentIdentityBlueprintId":"b"}',
      },
    });
  for (const url of [
    '/v1.0/servicePrincipals/microsoft.graph.agentIdentity',
    '/servicePrincipals/graph.agentIdentity',
  ]) {
    const { delivery, resource } = await make(url);
    assert.equal(delivery.outcome.kind, 'object', JSON.stringify(delivery.outcome));
    assert.deepEqual(delivery.scopes, ['https://graph.microsoft.com/AgentIdentity.Create.All']);
    assert.equal(resource?.schema.title, 'agentIdentity');
  }
  const elsewhere = await make('/v1.0/users');
  assert.deepEqual(elsewhere.delivery.scopes, ['https://graph.microsoft.com/.default']);
});

test('what the sandbox answers is told in its own log, line by line', async () => {
  answered.length = 0;
  await read('status=404');
  assert.match(
    answered.at(-1) ?? '',
    /^GET \/beta\/identity\/apiConnectors\/\S+ → 404 in \d+ ms · behaviour: status=404 · refused: Request_ResourceNotFound, /,
  );
});

test('the first check is prepared without a look at metadata, and finds what it would have found', async () => {
  const untouched = () => assert.fail('Nobody asked for metadata.');
  const others = createServices({
    clock: systemClock,
    log: silent,
    journal: memoryStore(),
    sandboxUrl: untouched,
    tokens: { getToken: untouched },
    client: untouched,
    metadata: { folder: '', settings: untouched, environment: untouched },
  });
  await others.warmUp();
  await others.dispose();
  const file = parseFile(
    'PATCH /v1.0/identity/apiConnectors/1\nContent-Type: application/json\n\n{ "displayNam": "a" }',
  );
  const [block] = file.blocks;
  assert.ok(block);
  const input = { block, file, scope: createScope(), environment: SANDBOX, portability: true };
  const before = await services.check(input);
  await services.warmUp();
  assert.deepEqual(await services.check(input), before);
  assert.ok(before.some(({ code }) => code === 'property-unknown'));
});
