import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import type { Resource } from '../../../src/core/catalog/resource.ts';
import { GLOBAL, SANDBOX } from '../../../src/core/environments.ts';
import { UserError } from '../../../src/core/errors.ts';
import type { TokenRequest, TokenSource } from '../../../src/core/host.ts';
import { openJournal } from '../../../src/core/journal/journal.ts';
import { type Confirmation, type DeliveryOptions, deliver } from '../../../src/core/send/deliver.ts';
import { explainOutcome } from '../../../src/core/send/explain/explain.ts';
import { openJournalFolder } from '../../../src/core/send/record/journalFolder.ts';
import { entryOf } from '../../../src/core/send/record/record.ts';
import { signInCancelled } from '../../../src/core/send/signIn/signInFailures.ts';
import { noJournal } from '../../support/journal.ts';
import {
  type Answerer,
  client,
  cloudClient,
  cloudServer,
  json,
  sandboxServer,
  TOKEN,
  testClock,
} from './world.ts';

/** A token source that keeps what it was asked. */
function tokenSource(
  answer: (request: TokenRequest, count: number) => string | Error = () => TOKEN,
): TokenSource & { asked: TokenRequest[] } {
  const asked: TokenRequest[] = [];
  return {
    asked,
    getToken: async (request) => {
      asked.push(request);
      const given = answer(request, asked.length);
      if (given instanceof Error) throw given;
      return { value: given, account: 'adele@contoso.com', tenant: 'contoso' };
    },
  };
}

async function resourceOf(version: string, path: string): Promise<Resource> {
  const resolution = createCatalog(await builtinSchemas()).resolve(version, path);
  assert.ok(resolution.found, path);
  return resolution.resource;
}

/** A world with one server, a journal in a file and a log, and what everything said. */
async function world(
  t: TestContext,
  where: 'cloud' | 'sandbox',
  answer: Answerer,
  more: Partial<DeliveryOptions> = {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'graph-http-deliver-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const server = where === 'cloud' ? await cloudServer(t, answer) : await sandboxServer(t, answer);
  const clock = testClock();
  const tokens = tokenSource();
  const logged: string[] = [];
  const say = (message: string) => logged.push(message);
  const options: DeliveryOptions = {
    request: {
      method: 'PATCH',
      url: '/v1.0/identity/apiConnectors/1',
      headers: [],
      body: '{"displayName":"Adele"}',
    },
    environment: where === 'cloud' ? GLOBAL : SANDBOX,
    base: new URL(where === 'cloud' ? 'https://graph.microsoft.com' : `http://127.0.0.1:${server.port}`),
    tokens,
    client: where === 'cloud' ? cloudClient(t, server.port) : client(t),
    journal: openJournal(openJournalFolder(folder), clock),
    clock,
    log: { info: say, warn: say, error: say },
    ...more,
  };
  return {
    options,
    server,
    tokens,
    logged,
    journal: async () => (await openJournal(openJournalFolder(folder), clock).entries()).entries,
    journalText: async () => {
      const texts = (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8'));
      return (await Promise.all(texts)).join('');
    },
  };
}

suite('a delivery', () => {
  test('goes all the way: aim, scopes, token, journal, send, journal', async (t) => {
    const resource = await resourceOf('v1.0', '/identity/apiConnectors/1');
    const { options, server, tokens, journal } = await world(
      t,
      'cloud',
      (_got, response) => json(response, 200, { id: '1' }, { 'request-id': 'r' }),
      {
        resource,
        request: {
          method: 'PATCH',
          url: '/v1.0/identity/apiConnectors/1',
          headers: [{ name: 'Prefer', value: 'return=representation' }],
          body: '{"displayName":"x","authenticationConfiguration":{"password":"hunter2"}}',
        },
      },
    );
    const delivery = await deliver(options);
    assert.equal(delivery.outcome.kind, 'object');
    assert.deepEqual(delivery.scopes, ['https://graph.microsoft.com/APIConnectors.ReadWrite.All']);
    assert.deepEqual(tokens.asked, [{ environment: GLOBAL, scopes: delivery.scopes }]);
    assert.equal(delivery.account, 'adele@contoso.com');
    assert.equal(delivery.environment, GLOBAL);
    assert.equal(delivery.time, 1_700_000_000_000);
    assert.match(server.got[0]?.body ?? '', /hunter2/);
    assert.equal(delivery.sent.url, 'https://graph.microsoft.com/v1.0/identity/apiConnectors/1');
    assert.equal(delivery.sent.body, '{"displayName":"x","authenticationConfiguration":{"password":"•••"}}');
    const sent = new Map(delivery.sent.headers.map(({ name, value }) => [name.toLowerCase(), value]));
    const raw = server.got[0]?.headers ?? {};
    for (const name of ['prefer', 'content-type', 'client-request-id', 'user-agent', 'accept-encoding'])
      assert.equal(sent.get(name), raw[name], name);
    assert.equal(sent.get('authorization'), 'Bearer •••');
    assert.ok(
      delivery.outcome.kind === 'object' &&
        delivery.outcome.answer.clientRequestId === raw['client-request-id'],
    );
    const [entry] = await journal();
    assert.equal(entry?.state, 'object');
    assert.equal(entry?.result?.requestId, 'r');
    assert.deepEqual(entry?.request, delivery.sent);
    assert.equal(delivery.entry, entry?.id);
    const whole = entryOf('here', { delivery, request: options.request, schema: resource?.schema });
    assert.deepEqual({ ...whole, id: '', time: 0 }, { ...entry, id: '', time: 0 });
    assert.ok(!JSON.stringify(whole).includes('hunter2'));
  });

  test('to the sandbox is the same, with the scopes of the cloud it stands in for', async (t) => {
    const resource = await resourceOf('beta', '/deviceManagement/importedDeviceIdentities/1');
    const { options, tokens, server } = await world(
      t,
      'sandbox',
      (_got, response) => response.writeHead(204).end(),
      {
        resource,
        request: {
          method: 'PATCH',
          url: 'https://graph.microsoft.com/beta/deviceManagement/importedDeviceIdentities/1',
          headers: [],
          body: '{}',
        },
      },
    );
    assert.equal((await deliver(options)).outcome.kind, 'changed');
    assert.deepEqual(tokens.asked[0]?.scopes, [
      'https://graph.microsoft.com/DeviceManagementServiceConfig.ReadWrite.All',
    ]);
    assert.equal(server.got[0]?.url, '/beta/deviceManagement/importedDeviceIdentities/1');
  });

  test('asks for what the application was granted where the resource is not known', async (t) => {
    const { options, tokens } = await world(t, 'sandbox', (_got, response) => json(response, 200, {}), {
      defaultVersion: 'beta',
      request: { method: 'GET', url: '/me', headers: [] },
    });
    const delivery = await deliver(options);
    assert.equal(delivery.sent.url.endsWith('/beta/me'), true);
    assert.deepEqual(tokens.asked[0]?.scopes, ['https://graph.microsoft.com/.default']);
  });

  test('asks for the permission that was chosen, and tells what the token carries and whose it is', async (t) => {
    const resource = await resourceOf('v1.0', '/identity/apiConnectors/1');
    const claims = Buffer.from('{"scp":"User.Read Directory.ReadWrite.All"}').toString('base64url');
    const seen: Confirmation[] = [];
    const { options, journalText } = await world(t, 'cloud', (_got, response) => json(response, 200, {}), {
      resource,
      permission: 'Directory.ReadWrite.All',
      tokens: {
        getToken: async ({ scopes }) => {
          assert.deepEqual(scopes, ['https://graph.microsoft.com/Directory.ReadWrite.All']);
          return { value: `x.${claims}.y`, account: 'adele@contoso.com', accountId: 'adele.contoso' };
        },
      },
      confirm: async (confirmation) => {
        seen.push(confirmation);
        return true;
      },
    });
    const delivery = await deliver(options);
    assert.deepEqual(delivery.granted, ['User.Read', 'Directory.ReadWrite.All']);
    assert.equal(delivery.accountId, 'adele.contoso');
    assert.deepEqual(delivery.scopes, ['https://graph.microsoft.com/Directory.ReadWrite.All']);
    const [confirmation] = seen;
    assert.equal(confirmation?.accountId, 'adele.contoso');
    assert.deepEqual(confirmation?.scopes, delivery.scopes);
    assert.ok(!`${JSON.stringify([delivery, seen])}${await journalText()}`.includes(claims));
  });

  test('asks before it changes a real tenant, and takes no for an answer', async (t) => {
    const asked: unknown[] = [];
    const { options, server, journalText } = await world(
      t,
      'cloud',
      (_got, response) => json(response, 200, {}),
      {
        confirm: async ({ environment, ...rest }) => {
          asked.push({ ...rest, environment: environment.id });
          return false;
        },
      },
    );
    const delivery = await deliver(options);
    assert.ok(delivery.outcome.kind === 'not-sent' && delivery.outcome.code === 'declined');
    assert.equal(delivery.account, 'adele@contoso.com');
    assert.deepEqual(asked, [
      {
        method: 'PATCH',
        url: 'https://graph.microsoft.com/v1.0/identity/apiConnectors/1',
        account: 'adele@contoso.com',
        tenant: 'contoso',
        scopes: ['https://graph.microsoft.com/.default'],
        environment: 'global',
      },
    ]);
    assert.equal(server.got.length, 0);
    assert.equal(await journalText(), '');
    const broken = await deliver({ ...options, confirm: async () => Promise.reject(new Error('closed')) });
    assert.equal(broken.outcome.kind, 'not-sent');
  });
});

suite('nothing is sent', () => {
  const refuses = async (t: TestContext, code: string, more: Partial<DeliveryOptions>) => {
    const { options, server, journalText, logged } = await world(
      t,
      'cloud',
      (_got, response) => json(response, 200, {}),
      more,
    );
    const delivery = await deliver(options);
    assert.ok(delivery.outcome.kind === 'not-sent', delivery.outcome.kind);
    assert.equal(delivery.outcome.code, code);
    assert.equal(server.got.length, 0);
    assert.equal(await journalText(), '');
    assert.ok(
      explainOutcome(delivery.outcome, { environment: GLOBAL, scopes: delivery.scopes })?.advice.length,
    );
    return { delivery, logged };
  };

  test('where the URL goes elsewhere, or a header is broken: no token is asked for', async (t) => {
    const tokens = tokenSource();
    await refuses(t, 'url-host', {
      tokens,
      request: { method: 'PATCH', url: 'https://evil.example/v1.0/me', headers: [] },
    });
    await refuses(t, 'header-invalid', {
      tokens,
      request: { method: 'PATCH', url: '/v1.0/me', headers: [{ name: 'a', value: 'b\r\nc: d' }] },
    });
    assert.deepEqual(tokens.asked, []);
  });

  test('where there is no token', async (t) => {
    await refuses(t, 'sign-in-cancelled', {
      tokens: tokenSource(() => signInCancelled(GLOBAL)),
    });
    const { delivery } = await refuses(t, 'x', {
      tokens: tokenSource(() => new UserError('x', `Failed with ${TOKEN}.`)),
    });
    assert.ok(!JSON.stringify(delivery).includes(TOKEN));
    const { logged } = await refuses(t, 'token-failed', {
      tokens: tokenSource(() => new Error(`provider broke: Bearer ${TOKEN}`)),
    });
    assert.match(logged.join(), /provider broke: Bearer •••/);
  });

  test('where it was cancelled before, or while the person signs in', async (t) => {
    await refuses(t, 'cancelled', { signal: AbortSignal.abort() });
    const controller = new AbortController();
    const never: TokenSource = { getToken: () => new Promise(() => setTimeout(() => controller.abort(), 5)) };
    await refuses(t, 'cancelled', { signal: controller.signal, tokens: never });
  });

  test('where the journal cannot be written', async (t) => {
    const begin = async () => Promise.reject(new Error('ENOSPC: no space left'));
    const journal = { ...noJournal, begin };
    const { delivery } = await refuses(t, 'journal-failed', { journal });
    assert.match(delivery.outcome.kind === 'not-sent' ? delivery.outcome.message : '', /ENOSPC/);
  });
});

suite('what becomes of it', () => {
  test('stays where the journal cannot be completed', async (t) => {
    const complete = async () => Promise.reject(new Error('disk full'));
    const journal = { ...noJournal, complete };
    const { options, logged } = await world(t, 'sandbox', (_got, response) => json(response, 200, {}), {
      journal,
    });
    assert.equal((await deliver(options)).outcome.kind, 'object');
    assert.match(logged.join(), /disk full/);
  });

  test('is in the journal, whatever it is', async (t) => {
    const { options, journal } = await world(t, 'sandbox', (_got, response, count) =>
      count === 1 ? json(response, 403, { error: { code: 'Denied', message: 'x' } }) : response.destroy(),
    );
    await deliver(options);
    await deliver(options);
    assert.deepEqual(
      (await journal()).map(({ state, result }) => [state, result?.status, result?.code]),
      [
        ['refused', 403, 'Denied'],
        ['unknown', undefined, 'answer-lost'],
      ],
    );
  });

  test('is kept with where it comes from, the object before and after, and no secret that is repeated', async (t) => {
    const secret = 'hunter2-of-the-test';
    const origin = { uri: 'file:///w/a.graph.http', line: 3, title: 'Rename' };
    const { options, journal, journalText } = await world(
      t,
      'cloud',
      ({ method }, response) => {
        if (method !== 'GET') response.writeHead(204, { 'x-echo': secret }).end();
        else json(response, 200, { '@odata.etag': 'W/"1"', displayName: `was ${secret}` });
      },
      {
        resource: await resourceOf('v1.0', '/identity/apiConnectors/1'),
        origin,
        readBefore: true,
        readAfter: true,
        request: {
          method: 'PATCH',
          url: '/v1.0/identity/apiConnectors/1',
          headers: [],
          body: JSON.stringify({ displayName: 'x', authenticationConfiguration: { password: secret } }),
        },
      },
    );
    const delivery = await deliver(options);
    const [entry] = await journal();
    assert.deepEqual(entry?.origin, origin);
    assert.deepEqual(entry?.scopes, delivery.scopes);
    const kept = { body: '{"@odata.etag":"W/\\"1\\"","displayName":"was •••"}', etag: 'W/"1"' };
    const selected = ['id', 'displayName', 'authenticationConfiguration'];
    assert.deepEqual([entry?.baseline, entry?.readAfter], [{ ...kept, selected }, kept]);
    assert.equal(entry?.result?.answer?.status, 204);
    assert.ok(!(await journalText()).includes(secret), 'the journal holds the secret');
    assert.ok(!JSON.stringify(delivery.masked).includes(secret), 'what is shown holds the secret');
    assert.ok(JSON.stringify(delivery.outcome).includes(secret), 'what works on has the answer as it came');
  });

  test('is waited for visibly where the service is busy', async (t) => {
    const waits: unknown[] = [];
    const { options, journal } = await world(
      t,
      'sandbox',
      (_got, response, count) => json(response, count === 1 ? 429 : 200, {}, { 'retry-after': '3' }),
      { onWait: (wait) => waits.push(wait) },
    );
    assert.equal((await deliver(options)).outcome.kind, 'object');
    assert.deepEqual(waits, [{ seconds: 3, attempt: 1, status: 429 }]);
    assert.equal((await journal()).length, 1);
  });
});

suite('a claims challenge', () => {
  const CHALLENGE = 'Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="';
  const challenged: Answerer = (got, response) =>
    got.headers.authorization === 'Bearer a-stronger-token'
      ? json(response, 200, { id: '1' })
      : json(
          response,
          401,
          { error: { code: 'InvalidAuthenticationToken', message: 'More.' } },
          { 'www-authenticate': CHALLENGE },
        );

  test('is answered with a new sign-in, once', async (t) => {
    let confirmations = 0;
    const tokens = tokenSource(({ challenge }) => (challenge === undefined ? TOKEN : 'a-stronger-token'));
    const { options, server, journal } = await world(t, 'cloud', challenged, {
      tokens,
      confirm: async () => ++confirmations > 0,
    });
    const delivery = await deliver(options);
    assert.equal(delivery.outcome.kind, 'object');
    assert.deepEqual(
      tokens.asked.map(({ challenge }) => challenge),
      [undefined, CHALLENGE],
    );
    assert.equal(server.got.length, 2);
    assert.equal(confirmations, 1);
    assert.deepEqual(
      (await journal()).map(({ state }) => state),
      ['refused', 'object'],
    );
    assert.equal(new Set(server.got.map(({ headers }) => headers['client-request-id'])).size, 2);
  });

  test('that another account answers is confirmed for that account', async (t) => {
    const asked: string[] = [];
    const tokens = {
      getToken: async ({ challenge }: TokenRequest) =>
        challenge === undefined
          ? { value: TOKEN, account: 'adele@contoso.com' }
          : { value: 'a-stronger-token', account: 'admin@elsewhere.example' },
    };
    const { options, server } = await world(t, 'cloud', challenged, {
      tokens,
      confirm: async ({ account }) => asked.push(account) === 1,
    });
    const delivery = await deliver(options);
    assert.deepEqual(asked, ['adele@contoso.com', 'admin@elsewhere.example']);
    assert.equal(server.got.length, 1, 'nothing goes out for the account that was not agreed to');
    assert.equal(delivery.outcome.kind, 'refused');
  });

  test('that is not met, or not answered, is explained', async (t) => {
    for (const [answer, times] of [
      [() => TOKEN, 2],
      [(request: TokenRequest) => (request.challenge === undefined ? TOKEN : signInCancelled(GLOBAL)), 1],
    ] as const) {
      const { options, server } = await world(t, 'cloud', challenged, { tokens: tokenSource(answer) });
      const { outcome, scopes } = await deliver(options);
      assert.ok(outcome.kind === 'refused' && outcome.error.challenge === CHALLENGE);
      assert.match(
        explainOutcome(outcome, { environment: GLOBAL, scopes })?.cause ?? '',
        /Conditional Access/,
      );
      assert.equal(server.got.length, times);
    }
  });

  test('is not asked for by any other 401', async (t) => {
    const { options, server, tokens } = await world(t, 'cloud', (_got, response) =>
      json(response, 401, {}, { 'www-authenticate': 'Bearer realm=""' }),
    );
    assert.equal((await deliver(options)).outcome.kind, 'refused');
    assert.deepEqual([server.got.length, tokens.asked.length], [1, 1]);
  });
});

suite('the token', () => {
  test('is seen by the right host only, and is in nothing that is left', async (t) => {
    const thief = await sandboxServer(t, (_got, response) => json(response, 200, {}));
    const echo: Answerer = (got, response, count) => {
      const value = {
        echo: got.headers.authorization,
        headers: got.rawHeaders,
        error: {
          code: String(got.headers.authorization),
          message: JSON.stringify(got.rawHeaders),
          innerError: { message: TOKEN },
        },
      };
      const status = [200, 400, 401, 302, 500, 429][count % 6] ?? 200;
      json(response, status, value, {
        'x-echo': TOKEN,
        'www-authenticate': `Bearer claims="${TOKEN}"`,
        location: `http://127.0.0.1:${thief.port}/${TOKEN}`,
      });
    };
    const { options, server, logged, journalText } = await world(t, 'cloud', echo);
    const left: unknown[] = [];
    for (let i = 0; i < 8; i++) {
      const delivery = await deliver({ ...options, onWait: (wait) => left.push(wait) });
      left.push(delivery, explainOutcome(delivery.outcome, { environment: GLOBAL, scopes: delivery.scopes }));
    }
    assert.ok(
      server.got.length >= 8 &&
        server.got.every(({ headers }) => headers.authorization === `Bearer ${TOKEN}`),
    );
    assert.ok(!JSON.stringify(left).includes(TOKEN), 'an outcome holds the token');
    assert.ok(!(await journalText()).includes(TOKEN), 'the journal holds the token');
    assert.ok(!logged.join('\n').includes(TOKEN), 'the log holds the token');
    assert.equal(thief.connections(), 0);
  });

  test('goes nowhere for any URL, whatever is listening there', async (t) => {
    const thief = await sandboxServer(t, (_got, response) => json(response, 200, {}));
    const { options, server } = await world(t, 'cloud', (_got, response) => json(response, 200, {}));
    const local = `127.0.0.1:${thief.port}`;
    const text = fc
      .array(
        fc.constantFrom(
          'https://',
          'http://',
          '//',
          '/',
          '\\',
          '@',
          ':',
          '?',
          '#',
          '.',
          '..',
          'graph.microsoft.com',
          local,
          `localhost:${thief.port}`,
          'v1.0',
          'me',
          '%2f',
          '\t',
          ' ',
        ),
        { maxLength: 8 },
      )
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, async (url) => {
        const { outcome } = await deliver({
          ...options,
          journal: noJournal,
          request: { method: 'GET', url, headers: [] },
        });
        return outcome.kind === 'object' || outcome.kind === 'not-sent';
      }),
      {
        numRuns: 200,
        examples: [
          ['/v1.0/me'],
          [`http://${local}/v1.0/me`],
          [`https://graph.microsoft.com@${local}/v1.0/me`],
        ],
      },
    );
    assert.ok(server.got.length > 0);
    assert.ok(server.got.every(({ headers }) => headers.host === 'graph.microsoft.com'));
    assert.equal(thief.connections(), 0);
  });
});
