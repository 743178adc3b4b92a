/** The whole road to the real sandbox: every built-in resource, with its least permissions and explanations. */
import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import { SANDBOX } from '../../../src/core/environments.ts';
import type { TokenSource } from '../../../src/core/host.ts';
import { touchedProperties } from '../../../src/core/permissions/scopes.ts';
import type { HeaderLine } from '../../../src/core/request/message.ts';
import { connectSandbox } from '../../../src/core/sandbox/connect.ts';
import { type Delivery, type DeliveryOptions, deliver } from '../../../src/core/send/deliver.ts';
import { explainOutcome } from '../../../src/core/send/explain/explain.ts';
import { noJournal } from '../../support/journal.ts';
import {
  AGENT,
  AUTOPILOT,
  CONNECTOR,
  DEVICE,
  MEMBER,
  startTestSandbox,
  WORKING_AGENT,
} from '../sandbox/client.ts';
import { client, testClock } from './world.ts';

async function road(t: TestContext) {
  const { sandbox } = await startTestSandbox();
  const sender = client(t);
  t.after(async () => {
    await sender.close();
    await sandbox.close();
  });
  const connection = connectSandbox(sandbox.url);
  const catalog = createCatalog(await builtinSchemas());
  const tokens: TokenSource = { getToken: ({ scopes }) => connection.token(scopes, 'adele@contoso.example') };
  const clock = testClock();
  const send = async (
    path: string,
    body: string | undefined,
    more: Partial<DeliveryOptions> & { headers?: readonly HeaderLine[] } = {},
  ): Promise<Delivery & { explained: string; next: string; actions: readonly string[] }> => {
    const [, version = '', rest = ''] = /^\/([^/]+)(\/[^?]*)/.exec(path) ?? [];
    const resolution = catalog.resolve(version, rest);
    const resource = resolution.found ? resolution.resource : undefined;
    const delivery = await deliver({
      request: {
        method: body === undefined ? 'GET' : 'PATCH',
        url: `https://graph.microsoft.com${path}`,
        headers: more.headers ?? [],
        ...(body === undefined ? {} : { body }),
      },
      ...(resource === undefined ? {} : { resource }),
      environment: SANDBOX,
      base: new URL(sandbox.url),
      tokens,
      client: sender,
      journal: noJournal,
      clock,
      ...more,
    });
    const explanation = explainOutcome(delivery.outcome, {
      environment: SANDBOX,
      scopes: delivery.scopes,
      ...(resource === undefined
        ? {}
        : { endpoint: resource.endpoint, form: resource.form, schema: resource.schema }),
      touched: touchedProperties(body),
    });
    return {
      ...delivery,
      explained:
        explanation === undefined
          ? ''
          : [explanation.message, explanation.cause, ...explanation.advice].join('\n'),
      next: explanation === undefined ? '' : [explanation.cause, ...explanation.advice].join('\n'),
      actions: explanation?.actions.map(({ action }) => action) ?? [],
    };
  };
  return Object.assign(send, { connection });
}

suite('the sandbox', () => {
  test('takes a change of every built-in resource, with the least permissions', async (t) => {
    const send = await road(t);
    const changes: readonly [string, string][] = [
      [MEMBER, '{"type":"group"}'],
      [CONNECTOR, '{"displayName":"Check the loyalty number"}'],
      [AUTOPILOT, '{"groupTag":"Redmond"}'],
      [DEVICE, '{"description":"Front desk"}'],
      [AGENT, '{"displayName":"Expense agent"}'],
    ];
    for (const [path, body] of changes) {
      const { outcome, account, explained } = await send(path, body);
      assert.ok(outcome.kind === 'object', `${path}: ${JSON.stringify(outcome)} ${explained}`);
      const [[name, value] = []] = Object.entries(JSON.parse(body));
      assert.deepEqual(outcome.object[String(name)], value);
      assert.equal(account, 'adele@contoso.example');
      assert.match(outcome.answer.requestId ?? '', /^[\da-f-]{36}$/);
    }
    const read = await send(CONNECTOR, undefined);
    assert.ok(read.outcome.kind === 'object');
    assert.equal(read.outcome.object.displayName, 'Check the loyalty number');
  });

  test('reads the object of a change where the page’s URL is that of the collection', async (t) => {
    const send = await road(t);
    await send.connection.behave({ answer: 204 });
    const { outcome, baseline, readAfter } = await send(DEVICE, '{"description":"Front desk"}', {
      readBefore: true,
      readAfter: true,
    });
    assert.equal(outcome.kind, 'changed');
    assert.ok(
      baseline?.kind === 'read' && readAfter?.kind === 'read',
      JSON.stringify({ baseline, readAfter }),
    );
    assert.equal(baseline.object.description, 'Warehouse scanner, gate 4');
    assert.deepEqual(
      [readAfter.object.id, readAfter.object.description],
      ['255f6010-6010-255f-1060-5f2510605f25', 'Front desk'],
    );
    assert.match(readAfter.etag ?? '', /^W\//);
  });

  test('takes the narrower permission where it is enough', async (t) => {
    const send = await road(t);
    const toggled = await send(WORKING_AGENT, '{"accountEnabled":false}');
    assert.deepEqual(toggled.scopes, ['https://graph.microsoft.com/AgentIdentity.EnableDisable.All']);
    assert.equal(toggled.outcome.kind, 'object', JSON.stringify(toggled.outcome));
  });

  test('refuses, and it is explained what to do', async (t) => {
    const send = await road(t);
    const readOnly = await send(WORKING_AGENT, '{"appId":"6b0e3ad6-0000-4000-8000-000000000001"}');
    assert.ok(
      readOnly.outcome.kind === 'refused' && readOnly.outcome.error.status === 400,
      JSON.stringify(readOnly.outcome),
    );
    assert.match(readOnly.explained, /Remove "appId" from the body/);
    const missing = await send('/beta/identity/apiConnectors/nobody', '{"displayName":"x"}');
    assert.ok(missing.outcome.kind === 'refused' && missing.outcome.error.status === 404);
    assert.match(missing.explained, /reset the sandbox/);
    const conflict = await send(CONNECTOR, '{"displayName":"x"}', {
      headers: [{ name: 'If-Match', value: 'W/"old"' }],
    });
    assert.ok(conflict.outcome.kind === 'refused' && conflict.outcome.error.status === 412);
    assert.match(conflict.explained, /@odata\.etag/);
    const { connection } = send;
    const narrow: TokenSource = { getToken: () => connection.token(['User.Read']) };
    const forbidden = await send(CONNECTOR, '{"displayName":"x"}', { tokens: narrow });
    assert.ok(forbidden.outcome.kind === 'refused' && forbidden.outcome.error.status === 403);
    assert.match(forbidden.explained, /Enough for this change: APIConnectors\.ReadWrite\.All/);
    const weak: TokenSource = {
      getToken: () => Promise.resolve({ value: 'sandbox.unknown-token-of-somebody', account: 'x' }),
    };
    const stranger = await send(CONNECTOR, '{"displayName":"x"}', { tokens: weak });
    assert.ok(stranger.outcome.kind === 'refused' && stranger.outcome.error.status === 401);
    assert.match(stranger.explained, /sandbox forgets its tokens/);
  });

  const mistakes: readonly { name: string; path: string; body: unknown; says: RegExp[]; never: RegExp }[] = [
    {
      name: 'two values that are wrong in different ways',
      path: WORKING_AGENT,
      body: { accountEnabled: 'x', tags: null },
      says: [/wrong with "accountEnabled" and "tags"/, /Correct "accountEnabled"/, /Give "tags" a value/],
      never: /"accountEnabled" cannot be/,
    },
    {
      name: 'the page of the API connector, whose @odata.type is abstract',
      path: CONNECTOR,
      body: {
        '@odata.type': '#microsoft.graph.identityApiConnector',
        displayName: 'String',
        targetUrl: 'String',
        authenticationConfiguration: { '@odata.type': 'microsoft.graph.apiAuthenticationConfigurationBase' },
      },
      says: [/Correct "targetUrl" and "authenticationConfiguration\/@odata\.type"/],
      never: /Add|first property/,
    },
    {
      name: 'another type than the object has',
      path: WORKING_AGENT,
      body: { '@odata.type': '#microsoft.graph.user' },
      says: [/names a type that does not fit/, /left out/],
      never: /nested|Add/,
    },
    {
      name: 'a version that does not have the path',
      path: DEVICE.replace('/beta/', '/v1.0/'),
      body: { description: 'Front desk' },
      says: [/another API version/, /to beta\./],
      never: /one by one|sandbox has only/,
    },
    {
      name: 'null for a collection',
      path: WORKING_AGENT,
      body: { tags: null },
      says: [/"tags" cannot be null/, /emptied with \[\]/],
      never: /cannot be empty/,
    },
    {
      name: 'a name that a nested type does not have',
      path: WORKING_AGENT,
      body: { info: { bad: 1 } },
      says: [/does not know "info\/bad"/, /Correct the name of "info\/bad"/],
      never: /value/,
    },
    {
      name: 'a certificate without its password',
      path: CONNECTOR,
      body: {
        authenticationConfiguration: {
          '@odata.type': '#microsoft.graph.pkcs12Certificate',
          pkcs12Value: 'AAAA',
        },
      },
      says: [
        /The body lacks "authenticationConfiguration\/password"/,
        /Add "authenticationConfiguration\/password"/,
      ],
      never: /accept the value|Correct/,
    },
    {
      name: 'a text that is too long',
      path: WORKING_AGENT,
      body: { notes: 'x'.repeat(1025) },
      says: [/names what is wrong with "notes"/, /Correct "notes" as the message says/],
      never: /of the type/,
    },
  ];
  for (const { name, path, body, says, never } of mistakes) {
    test(`names ${name} and nothing else`, async (t) => {
      const send = await road(t);
      const { outcome, next } = await send(path, JSON.stringify(body));
      assert.ok(outcome.kind === 'refused' && outcome.error.status === 400, JSON.stringify(outcome));
      for (const what of says) assert.match(next, what);
      assert.doesNotMatch(next, never);
    });
  }

  test('says of links that an update does not set where they are set', async (t) => {
    const send = await road(t);
    const body = JSON.stringify({ 'owners@odata.bind': ['https://graph.microsoft.com/v1.0/users/1'] });
    const { outcome, next, actions } = await send(WORKING_AGENT, body);
    assert.ok(outcome.kind === 'refused' && outcome.error.status === 400, JSON.stringify(outcome));
    assert.match(next, /"owners" leads to other objects.*POST \/servicePrincipals\/\{id\}\/owners\/\$ref/s);
    assert.doesNotMatch(next, /Correct|other API version/);
    assert.ok(!actions.includes('select-environment'));
  });

  test('says of what it does not have that Microsoft Graph may have it', async (t) => {
    const send = await road(t);
    const outside: readonly [string, string | undefined][] = [
      ['/v1.0/me', '{"displayName":"x"}'],
      ['/v1.0/servicePrincipals/46c58c0b-9f52-6295-c513-c514c1fd961a', '{"displayName":"x"}'],
      ['/v1.0/identity/userFlows', undefined],
    ];
    for (const [path, body] of outside) {
      const { outcome, next, actions } = await send(path, body);
      assert.ok(outcome.kind === 'refused' && outcome.error.status === 400, JSON.stringify(outcome));
      assert.match(next, /sandbox has only the resources/);
      assert.match(next, /Graph HTTP: Download Metadata \(--metadata on the command line\)/);
      assert.match(next, /Choose Microsoft Graph/);
      assert.doesNotMatch(next, /Compare the URL/);
      assert.equal(actions[0], 'select-environment');
    }
  });
});
