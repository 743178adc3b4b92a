/** The whole road to the real sandbox: every built-in resource, with its least permissions and explanations. */
import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import type { TokenSource } from '../../../src/core/host.ts';
import { openJournal } from '../../../src/core/journal/journal.ts';
import { touchedProperties } from '../../../src/core/permissions/scopes.ts';
import { connectSandbox } from '../../../src/core/sandbox/connect.ts';
import { type Delivery, type DeliveryOptions, deliver } from '../../../src/core/send/deliver.ts';
import { SANDBOX } from '../../../src/core/send/environments.ts';
import { explainOutcome } from '../../../src/core/send/explain.ts';
import type { HeaderLine } from '../../../src/core/send/outcome.ts';
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
  const lines: string[] = [];
  const store = {
    readLines: async () => lines,
    appendLine: async (line: string) => void lines.push(line),
    rewrite: async () => {},
  };
  const tokens: TokenSource = { getToken: ({ scopes }) => connection.token(scopes, 'adele@contoso.example') };
  const clock = testClock();
  const send = async (
    path: string,
    body: string | undefined,
    more: Partial<DeliveryOptions> & { headers?: readonly HeaderLine[] } = {},
  ): Promise<Delivery & { explained: string }> => {
    const [, version = '', rest = ''] = /^\/([^/]+)(\/[^?]*)/.exec(path) ?? [];
    const resolution = catalog.resolve(version, rest);
    assert.ok(resolution.found, path);
    const { resource } = resolution;
    const delivery = await deliver({
      request: {
        method: body === undefined ? 'GET' : 'PATCH',
        url: `https://graph.microsoft.com${path}`,
        headers: more.headers ?? [],
        ...(body === undefined ? {} : { body }),
      },
      resource,
      environment: SANDBOX,
      base: new URL(sandbox.url),
      tokens,
      client: sender,
      journal: openJournal(store, clock),
      clock,
      ...more,
    });
    const explanation = explainOutcome(delivery.outcome, {
      environment: SANDBOX,
      scopes: delivery.scopes,
      endpoint: resource.endpoint,
      form: resource.form,
      schema: resource.schema,
      touched: touchedProperties(body),
    });
    return {
      ...delivery,
      explained:
        explanation === undefined
          ? ''
          : [explanation.message, explanation.cause, ...explanation.advice].join('\n'),
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
});
