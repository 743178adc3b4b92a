import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import { builtinSchemas } from '../../../../src/core/catalog/builtin.ts';
import { createCatalog } from '../../../../src/core/catalog/catalog.ts';
import type { Resource } from '../../../../src/core/catalog/resource.ts';
import { exactJson } from '../../../../src/core/change/exact.ts';
import { GLOBAL } from '../../../../src/core/environments.ts';
import type { TokenRequest } from '../../../../src/core/host.ts';
import { openJournal } from '../../../../src/core/journal/journal.ts';
import { type Confirmation, type DeliveryOptions, deliver } from '../../../../src/core/send/deliver.ts';
import { look } from '../../../../src/core/send/loop/look.ts';
import { deliveryOf } from '../../../../src/core/send/record/kept.ts';
import { memoryStore } from '../../../support/journal.ts';
import { type Answerer, cloudClient, cloudServer, json, TOKEN, testClock } from '../world.ts';

const PATH = '/v1.0/identity/apiConnectors/1';
const AGENT = '/v1.0/servicePrincipals/1/microsoft.graph.agentIdentity';

async function resourceOf(path: string): Promise<Resource> {
  const [, version = '', rest = ''] = /^\/([^/]+)(\/.*)$/.exec(path) ?? [];
  const resolution = createCatalog(await builtinSchemas()).resolve(version, rest);
  assert.ok(resolution.found, path);
  return resolution.resource;
}

/** A cloud that answers as the test says, and everything that went to it. */
async function cloud(t: TestContext, answer: Answerer, more: Partial<DeliveryOptions> = {}) {
  const server = await cloudServer(t, answer);
  const clock = testClock();
  const asked: TokenRequest[] = [];
  const lines: string[] = [];
  const options: DeliveryOptions = {
    request: { method: 'PATCH', url: PATH, headers: [], body: '{"displayName":"Adele","targetUrl":null}' },
    resource: await resourceOf(more.request?.url ?? PATH),
    environment: GLOBAL,
    base: new URL('https://graph.microsoft.com'),
    tokens: {
      getToken: async (request) => {
        asked.push(request);
        return { value: TOKEN, account: 'adele@contoso.com' };
      },
    },
    client: cloudClient(t, server.port),
    journal: openJournal(memoryStore(lines), clock),
    clock,
    ...more,
  };
  return {
    options,
    asked,
    lines,
    log: () => server.got.map(({ method, url }) => `${method} ${url}`),
    server,
  };
}

const stored = { id: '1', displayName: 'Before', targetUrl: 'https://contoso.com' };

/** Answers a read with the object, and a change with 204. */
const quiet: Answerer = ({ method }, response) =>
  method === 'GET'
    ? json(response, 200, { '@odata.etag': 'W/"1"', ...stored })
    : response.writeHead(204).end();

suite('a change that is read before and after', () => {
  test('is read with its token: what it touches before, the whole object after a 204', async (t) => {
    const { options, asked, log, server } = await cloud(t, quiet, { readBefore: true, readAfter: true });
    const { outcome, baseline, readAfter } = await deliver(options);
    assert.equal(outcome.kind, 'changed');
    assert.deepEqual(log(), [`GET ${PATH}?$select=id,displayName,targetUrl`, `PATCH ${PATH}`, `GET ${PATH}`]);
    assert.equal(asked.length, 1, 'one token serves all three');
    assert.ok(baseline?.kind === 'read' && readAfter?.kind === 'read');
    assert.equal(baseline.etag, 'W/"1"');
    assert.deepEqual(baseline.selected, ['id', 'displayName', 'targetUrl']);
    assert.equal(baseline.object.displayName, 'Before');
    assert.equal(readAfter.selected, undefined);
    for (const { headers, method, body } of server.got) {
      assert.equal(headers.authorization, `Bearer ${TOKEN}`);
      if (method === 'GET') assert.equal(body, '');
    }
    assert.doesNotMatch(JSON.stringify({ baseline, readAfter }), new RegExp(TOKEN));
  });

  test('keeps numbers as the service wrote them, in the journal too', async (t) => {
    const body = '{"id":"1","displayName":"Before","size":12345678901234567890,"share":0.10}';
    const { options, lines } = await cloud(
      t,
      ({ method }, response) =>
        method === 'GET'
          ? response.writeHead(200, { 'content-type': 'application/json' }).end(body)
          : response.writeHead(204).end(),
      { readBefore: true, readAfter: true },
    );
    const { baseline, readAfter } = await deliver(options);
    for (const state of [baseline, readAfter]) {
      assert.ok(state?.kind === 'read');
      assert.equal(exactJson(state.object), body);
    }
    const [entry] = (await openJournal(memoryStore(lines), testClock()).entries()).entries;
    assert.ok(entry);
    const kept = deliveryOf(entry, GLOBAL);
    for (const state of [kept.baseline, kept.readAfter]) {
      assert.ok(state?.kind === 'read');
      assert.equal(exactJson(state.object), body);
    }
  });

  test('is not read where nobody asks for it, nor is a GET', async (t) => {
    const plain = await cloud(t, quiet);
    const delivery = await deliver(plain.options);
    assert.deepEqual(plain.log(), [`PATCH ${PATH}`]);
    assert.ok(!('baseline' in delivery) && !('readAfter' in delivery));
    const get = await cloud(t, quiet, {
      request: { method: 'GET', url: PATH, headers: [] },
      readBefore: true,
      readAfter: true,
    });
    await deliver(get.options);
    assert.deepEqual(get.log(), [`GET ${PATH}`]);
  });

  test('is not read after it where the service returned the object', async (t) => {
    const { options, log } = await cloud(t, (_got, response) => json(response, 200, stored), {
      readAfter: true,
    });
    const delivery = await deliver(options);
    assert.equal(delivery.outcome.kind, 'object');
    assert.deepEqual(log(), [`PATCH ${PATH}`]);
    assert.ok(!('readAfter' in delivery));
  });

  test('asks for the object in the answer where the service is known to give it', async (t) => {
    const plain = await resourceOf(PATH);
    const resource: Resource = { ...plain, endpoint: { ...plain.endpoint, representation: true } };
    const request = (...prefer: string[]) => ({
      ...{ method: 'PATCH', url: PATH, body: '{"displayName":"Adele"}' },
      headers: prefer.map((value) => ({ name: 'prefer', value })),
    });
    const asked = async (more: Partial<DeliveryOptions>) => {
      const { options, log, server } = await cloud(t, (_got, response) => json(response, 200, stored), {
        ...{ resource, request: request(), readAfter: true },
        ...more,
      });
      const { sent } = await deliver(options);
      assert.deepEqual(log(), [`PATCH ${PATH}`]);
      const shown = sent.headers.filter(({ name }) => name.toLowerCase() === 'prefer');
      assert.equal(shown.map(({ value }) => value).join(', '), server.got[0]?.headers.prefer ?? '');
      return server.got[0]?.headers.prefer;
    };
    assert.equal(await asked({}), 'return=representation');
    assert.equal(
      await asked({ request: request('include-unknown-enum-members') }),
      'include-unknown-enum-members, return=representation',
    );
    // The person has said which answer they prefer, or that nothing is to be read.
    assert.equal(await asked({ request: request('wait=5; Return = minimal') }), 'wait=5; Return = minimal');
    assert.equal(await asked({ readAfter: false }), undefined);
    assert.equal(await asked({ resource: plain }), undefined);

    // A service that does not do it after all is read as usual.
    const other = await cloud(t, quiet, { resource, readAfter: true });
    const { readAfter } = await deliver(other.options);
    assert.deepEqual(other.log(), [`PATCH ${PATH}`, `GET ${PATH}`]);
    assert.equal(readAfter?.kind, 'read');
  });

  for (const status of [401, 403, 404, 429, 500]) {
    test(`is made though the reads are refused with ${status}, once each`, async (t) => {
      const { options, log, lines } = await cloud(
        t,
        ({ method }, response) =>
          method === 'GET'
            ? json(response, status, { error: { code: 'No', message: 'no' } }, { 'retry-after': '1' })
            : response.writeHead(204).end(),
        { readBefore: true, readAfter: true },
      );
      const { outcome, baseline, readAfter } = await deliver(options);
      assert.equal(outcome.kind, 'changed');
      assert.ok(baseline?.kind === 'unread' && readAfter?.kind === 'unread');
      assert.equal(baseline.status, status);
      assert.match(readAfter.message, new RegExp(`^The object could not be read \\(${status}, No\\)\\. `));
      assert.equal(log().length, 3);
      assert.equal(lines.length, 2, 'the journal has the change only');
    });
  }

  test('is made though the reads get no answer', async (t) => {
    const { options } = await cloud(
      t,
      ({ method }, response) => {
        if (method === 'GET') response.destroy();
        else response.writeHead(204).end();
      },
      { readBefore: true, readAfter: true },
    );
    const { outcome, baseline, readAfter } = await deliver(options);
    assert.equal(outcome.kind, 'changed');
    assert.ok(baseline?.kind === 'unread' && readAfter?.kind === 'unread');
    assert.equal(baseline.code, 'read-failed');
  });

  test('is read whole where the service refuses $select', async (t) => {
    const { options, log } = await cloud(
      t,
      ({ method, url }, response) => {
        if (url.includes('$select')) json(response, 400, { error: { code: 'BadRequest', message: 'no' } });
        else if (method === 'GET') json(response, 200, stored, { etag: 'W/"2"' });
        else response.writeHead(204).end();
      },
      { readBefore: true },
    );
    const { baseline } = await deliver(options);
    assert.ok(baseline?.kind === 'read');
    assert.equal(baseline.selected, undefined);
    assert.equal(baseline.etag, 'W/"2"', 'the header has it too');
    assert.deepEqual(log().slice(0, 2), [`GET ${PATH}?$select=id,displayName,targetUrl`, `GET ${PATH}`]);
  });

  test('asks by name for what is returned only then, before and after', async (t) => {
    const { options, log } = await cloud(
      t,
      ({ method, url }, response) => {
        if (method !== 'GET') response.writeHead(204).end();
        else
          json(response, 200, {
            id: '1',
            ...(url.includes('$select') ? { customSecurityAttributes: { A: {} } } : {}),
          });
      },
      {
        request: { method: 'PATCH', url: AGENT, headers: [], body: '{"customSecurityAttributes":{"A":{}}}' },
        readBefore: true,
        readAfter: true,
      },
    );
    const { readAfter } = await deliver(options);
    assert.deepEqual(log(), [
      `GET ${AGENT}?$select=id,customSecurityAttributes`,
      `PATCH ${AGENT}`,
      `GET ${AGENT}`,
      `GET ${AGENT}?$select=customSecurityAttributes`,
    ]);
    assert.ok(readAfter?.kind === 'read');
    assert.deepEqual(readAfter.object, { customSecurityAttributes: { A: {} }, id: '1' });
  });

  test('takes along what decides how values look, and nothing that is about the change', async (t) => {
    const { options, server } = await cloud(t, quiet, {
      request: {
        method: 'PATCH',
        url: `${PATH}?$select=id`,
        headers: [
          { name: 'If-Match', value: 'W/"1"' },
          { name: 'Prefer', value: 'return=minimal, include-unknown-enum-members' },
          { name: 'X-Mine', value: 'secret' },
        ],
        body: '{"displayName":"x"}',
      },
      readBefore: true,
    });
    await deliver(options);
    const headers = server.got[0]?.headers ?? {};
    assert.equal(headers.prefer, 'include-unknown-enum-members');
    assert.ok(!('if-match' in headers) && !('x-mine' in headers) && !('content-type' in headers));
  });

  test('shows the confirmation what it was read as, and is not sent without a yes', async (t) => {
    const seen: Confirmation[] = [];
    const { options, log } = await cloud(t, quiet, {
      readBefore: true,
      confirm: async (confirmation) => {
        seen.push(confirmation);
        return false;
      },
    });
    assert.equal((await deliver(options)).outcome.kind, 'not-sent');
    assert.deepEqual(seen[0]?.preview, [
      'displayName: "Before" → "Adele"',
      'targetUrl: "https://contoso.com" → null',
    ]);
    assert.deepEqual(log(), [`GET ${PATH}?$select=id,displayName,targetUrl`]);
  });

  test('shows the confirmation ten lines at most, secrets masked, and none where nothing is known', async (t) => {
    const confirmed = async (body: object, answer: Answerer) => {
      let seen: Confirmation | undefined;
      const { options } = await cloud(t, answer, {
        readBefore: true,
        request: { method: 'PATCH', url: PATH, headers: [], body: JSON.stringify(body) },
        confirm: async (confirmation) => {
          seen = confirmation;
          return false;
        },
      });
      await deliver(options);
      return seen?.preview;
    };
    const basic = {
      '@odata.type': '#microsoft.graph.basicAuthentication',
      username: 'a',
      password: 'hunter2',
    };
    assert.deepEqual(await confirmed({ authenticationConfiguration: basic }, quiet), [
      'authenticationConfiguration.@odata.type: none → "#microsoft.graph.basicAuthentication"',
      'authenticationConfiguration.username: none → "a"',
      'authenticationConfiguration.password: not known → •••',
    ]);
    const many = Object.fromEntries(Array.from({ length: 14 }, (_, index) => [`p${index}`, index]));
    const lines = await confirmed({ authenticationConfiguration: null, ...many }, quiet);
    assert.equal(lines?.length, 10);
    assert.match(lines?.at(-1) ?? '', /^… and \d+ more$/);
    assert.deepEqual(await confirmed({ displayName: 'Before' }, quiet), []);
    const forbidden: Answerer = (_got, response) =>
      json(response, 403, { error: { code: 'No', message: '' } });
    assert.equal(await confirmed({ displayName: 'x' }, forbidden), undefined);
  });

  test('is not read again where a preview has read it', async (t) => {
    const baseline = { kind: 'read', object: stored, etag: 'W/"7"', time: 1 } as const;
    const { options, log } = await cloud(t, quiet, { readBefore: true, baseline });
    assert.equal((await deliver(options)).baseline, baseline);
    assert.deepEqual(log(), [`PATCH ${PATH}`]);
  });
});

suite('a look', () => {
  test('reads what a change would touch, and writes neither object nor journal', async (t) => {
    const { options, log, lines, asked } = await cloud(t, quiet);
    const { baseline, account } = await look(options);
    assert.ok(baseline.kind === 'read');
    assert.equal(account, 'adele@contoso.com');
    assert.deepEqual(log(), [`GET ${PATH}?$select=id,displayName,targetUrl`]);
    assert.deepEqual(lines, []);
    assert.deepEqual(asked[0]?.scopes, ['https://graph.microsoft.com/APIConnectors.ReadWrite.All']);
  });

  test('reads the whole object where that is asked for', async (t) => {
    const { options, log } = await cloud(t, quiet);
    await look({ ...options, whole: true });
    assert.deepEqual(log(), [`GET ${PATH}`]);
  });

  test('goes to no other host, and asks for no token then', async (t) => {
    const { options, log, asked } = await cloud(t, quiet);
    const request = { ...options.request, url: 'https://example.com/v1.0/identity/apiConnectors/1' };
    const { baseline } = await look({ ...options, request });
    assert.ok(baseline.kind === 'unread');
    assert.equal(baseline.code, 'url-host');
    assert.deepEqual([log(), asked], [[], []]);
  });

  test('says so where the URL leads to a collection', async (t) => {
    const { options } = await cloud(t, (_got, response) => json(response, 200, { value: [stored] }));
    const { baseline } = await look(options);
    assert.ok(baseline.kind === 'unread');
    assert.equal(baseline.code, 'read-collection');
  });
});
