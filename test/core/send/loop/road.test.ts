/** The whole loop on the real road: preview, send, read again, undo, for each resource that the sandbox has. */
import assert from 'node:assert/strict';
import { after, suite, test } from 'node:test';
import { SANDBOX } from '../../../../src/core/environments.ts';
import type { ResolvedRequest } from '../../../../src/core/request/message.ts';
import { parseFile } from '../../../../src/core/request/parse.ts';
import { prepareRequest } from '../../../../src/core/request/prepare.ts';
import { createScope } from '../../../../src/core/request/values/scope.ts';
import { systemClock } from '../../../../src/core/send/clock.ts';
import { previewChange } from '../../../../src/core/send/loop/preview.ts';
import { reportChange } from '../../../../src/core/send/loop/report.ts';
import { canUndo, undoRequest } from '../../../../src/core/send/loop/undo.ts';
import { createServices, type Services } from '../../../../src/core/services.ts';
import type { JsonObject } from '../../../../src/core/text/jsonValues.ts';
import { memoryStore } from '../../../support/journal.ts';
import { fleetCatalog } from '../../catalog/metadata/fleet.ts';
import { AGENT, AUTOPILOT, CONNECTOR, WORKING_AGENT, WORKING_DEVICE } from '../../sandbox/client.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const services: Services = createServices({
  clock: systemClock,
  log: silent,
  journal: memoryStore(),
  sandboxUrl: () => '',
  tokens: { getToken: async ({ scopes }) => (await services.sandbox()).token(scopes) },
  client: () => ({ version: '0', clock: systemClock }),
  furtherCatalogs: async () => [fleetCatalog],
});
after(() => services.dispose());

const SET = '#Microsoft.DirectoryServices.CustomSecurityAttributeValue';

const CHANGES: readonly (readonly [url: string, patch: JsonObject])[] = [
  [CONNECTOR, { displayName: 'New', targetUrl: 'https://contoso.example/new' }],
  [AUTOPILOT, { groupTag: 'Lab', serialNumber: null }],
  [WORKING_DEVICE, { description: 'Spare', platform: 'ios' }],
  [WORKING_AGENT, { displayName: 'New', accountEnabled: false, tags: ['one', 'two'], notes: null }],
  [
    AGENT,
    {
      customSecurityAttributes: { Engineering: { '@odata.type': SET, Project: 'Cascade' } },
      info: { supportUrl: null },
    },
  ],
];

function requestOf(url: string, patch: JsonObject, prefer = ''): ResolvedRequest {
  const headers = prefer === '' ? [] : [{ name: 'Prefer', value: prefer }];
  return { method: 'PATCH', url, headers, body: JSON.stringify(patch) };
}

/** What a look finds of what a change touches. */
async function look(request: ResolvedRequest) {
  const { baseline, resource } = await services.look({ request, environment: SANDBOX });
  assert.ok(baseline.kind === 'read', JSON.stringify(baseline));
  return { baseline, schema: resource?.schema };
}

/** The object without what changes with every change. */
function lasting(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([name]) => !name.startsWith('@') && !/modified/i.test(name)),
  );
}

suite('a change in the sandbox', () => {
  for (const [url, patch] of CHANGES) {
    test(`is previewed, made, read and undone: ${url}`, async () => {
      const request = requestOf(url, patch, 'return=minimal');
      const before = await look(request);
      const preview = previewChange(before.schema, patch, before.baseline);
      assert.equal(preview.isIdle, false);

      const { delivery, resource } = await services.send({
        request,
        environment: SANDBOX,
        readBefore: true,
        readAfter: true,
      });
      assert.equal(delivery.outcome.kind, 'changed', JSON.stringify(delivery.outcome));
      assert.ok(delivery.baseline?.kind === 'read' && delivery.readAfter?.kind === 'read');
      assert.deepEqual(lasting(delivery.baseline.object), lasting(before.baseline.object));
      const now = (await look(request)).baseline.object;
      for (const [name, value] of Object.entries(JSON.parse(preview.after) as JsonObject))
        assert.deepEqual(now[name], value, name);
      const { rows } = reportChange({
        schema: resource?.schema,
        patch,
        before: delivery.baseline,
        after: delivery.readAfter,
        isAnswered: true,
      });
      assert.ok(rows.some(({ state }) => state === 'as-sent'));
      for (const { path, state } of rows)
        assert.ok(['as-sent', 'already'].includes(state), `${path}: ${state}`);

      const undo = undoRequest({
        schema: resource?.schema,
        url,
        patch,
        before: delivery.baseline,
        left: delivery.readAfter.object,
        now: (await look(request)).baseline,
        environment: 'Sandbox',
        time: delivery.time,
      });
      assert.ok(undo.kind === 'request');
      assert.doesNotMatch(undo.text, /Changed again since/);
      const prepared = await prepareRequest(parseFile(undo.text), 0, createScope(), {
        path: '/undo.graph.http',
        roots: ['/'],
        ask: async () => undefined,
        readBody: async () => undefined,
      });
      assert.ok(prepared.kind === 'ready');
      const undone = await services.send({ request: prepared.request, environment: SANDBOX });
      assert.equal(undone.delivery.outcome.kind, 'object', JSON.stringify(undone.delivery.outcome));
      assert.deepEqual(lasting((await look(request)).baseline.object), lasting(before.baseline.object));
    });
  }

  test('that replaced a whole object is undone by another that puts the whole back', async () => {
    const url = '/v1.0/vehicles/1/insurance';
    const put = async (body: JsonObject, readBefore = false) => {
      const request = { method: 'PUT', url, headers: [], body: JSON.stringify(body) };
      const sent = await services.send({ request, environment: SANDBOX, readBefore, readAfter: true });
      assert.equal(sent.delivery.outcome.kind, 'object', JSON.stringify(sent.delivery.outcome));
      return { ...sent, request };
    };
    await put({ number: 'first' });
    const { delivery, resource, request } = await put({}, true);
    const { baseline, outcome } = delivery;
    assert.ok(canUndo(request, baseline) && outcome.kind === 'object');
    assert.equal(outcome.object.number, null, 'what the body does not name is gone');
    const undo = undoRequest({
      ...{ method: 'PUT', schema: resource?.schema, url, patch: {}, before: baseline, left: outcome.object },
      ...{ now: (await look(request)).baseline, environment: 'Sandbox', time: delivery.time },
    });
    assert.ok(undo.kind === 'request');
    assert.doesNotMatch(undo.text, /Changed again since/);
    const body: unknown = JSON.parse(undo.text.slice(undo.text.indexOf('{')));
    assert.deepEqual(body, { number: 'first' });
    const { delivery: undone } = await put(body as JsonObject);
    assert.ok(undone.outcome.kind === 'object' && undone.outcome.object.number === 'first');
  });

  test('of the history is looked at as well, whose headers are masked', async () => {
    const masked = { name: 'Authorization', value: '••••' };
    const request = { ...requestOf(CONNECTOR, { displayName: 'x' }), headers: [masked] };
    assert.equal((await look(request)).baseline.kind, 'read');
  });

  test('that somebody else changed since is not undone over them: the condition fails', async () => {
    const request = requestOf(CONNECTOR, { displayName: 'Mine' });
    const { delivery } = await services.send({ request, environment: SANDBOX, readBefore: true });
    assert.ok(delivery.baseline?.kind === 'read');
    const { baseline } = await look(request);
    await services.send({ request: requestOf(CONNECTOR, { displayName: 'Theirs' }), environment: SANDBOX });
    const late = await services.send({
      request: {
        ...requestOf(CONNECTOR, { displayName: 'Before' }),
        headers: [{ name: 'If-Match', value: baseline.etag ?? '' }],
      },
      environment: SANDBOX,
    });
    assert.ok(late.delivery.outcome.kind === 'refused' && late.delivery.outcome.error.status === 412);
  });
});
