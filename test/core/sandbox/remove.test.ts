import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import type { JsonObject } from '../../../src/core/text/jsonValues.ts';
import { AGENT, AGENTS, CONNECTORS, DEVICE, startTestSandbox, WORKING_AGENT } from './client.ts';

const now = Date.parse('2026-01-01T12:00:00Z');
const test = await startTestSandbox({ clock: { now: () => now, sleep: () => Promise.resolve() } });
beforeEach(() => test.accepts('POST /_sandbox/reset', { as: 'none' }));
after(() => test.sandbox.close());

const connector = { displayName: 'Check age', targetUrl: 'https://api.contoso.com/age' };

describe('DELETE', () => {
  it('honours If-Match, and needs it where the sandbox is set so', async () => {
    const headers = { 'x-sandbox-behaviour': 'etag=required' };
    await test.refuses(`DELETE ${WORKING_AGENT}`, { headers }, 428, /If-Match/);
    await test.refuses(`DELETE ${WORKING_AGENT}`, { headers: { 'if-match': '"x"' } }, 412, /changed since/);
    const { etag } = (await test.accepts(`GET ${WORKING_AGENT}`)).headers;
    await test.accepts(`DELETE ${WORKING_AGENT}`, { headers: { ...headers, 'if-match': String(etag) } });
    await test.refuses(`GET ${WORKING_AGENT}`, {}, 404, /does not exist/);
    await test.accepts('POST /_sandbox/reset', { as: 'none' });
    await test.accepts(`GET ${WORKING_AGENT}`);
  });

  it('deletes nothing by a URL that names no object', async () => {
    await test.refuses(`DELETE ${AGENT}`, {}, 405, /names no object to delete\. Add its id/);
    await test.refuses(`DELETE ${DEVICE}`, {}, 405, /names no object/);
    await test.refuses(`DELETE ${CONNECTORS}`, {}, 405, /takes GET, HEAD, POST/);
  });

  it('ends a change that is under way', async () => {
    const [deleted, changed] = await Promise.all([
      test.send(`DELETE ${WORKING_AGENT}`),
      test.send(`PATCH ${WORKING_AGENT}`, { body: { notes: 'x'.repeat(500_000) } }),
    ]);
    assert.ok(deleted.status === 204 && [400, 404].includes(changed.status), String(changed.status));
    await test.refuses(`GET ${WORKING_AGENT}`, {}, 404, /does not exist/);
  });
});

describe('permissions by method', () => {
  it('are those that the endpoint names for reading, making and deleting', async () => {
    const agent = { displayName: 'a', agentIdentityBlueprintId: 'b' };
    const cases: [string, JsonObject | undefined, readonly string[], readonly string[]][] = [
      [
        `POST ${AGENTS}`,
        agent,
        ['AgentIdentity.Create.All'],
        ['AgentIdentity.EnableDisable.All', 'AgentIdentity.Read.All'],
      ],
      [`GET ${AGENTS}`, undefined, ['AgentIdentity.Read.All'], ['User.Read']],
      [`POST ${CONNECTORS}`, connector, ['APIConnectors.ReadWrite.All'], ['APIConnectors.Read.All']],
      [
        `DELETE ${WORKING_AGENT}`,
        undefined,
        ['AgentIdentity.DeleteRestore.All'],
        ['AgentIdentity.EnableDisable.All', 'AgentIdentity.Create.All'],
      ],
    ];
    for (const [line, body, enough, less] of cases) {
      const sending = body === undefined ? {} : { body };
      await test.refuses(line, { ...sending, as: less }, 403, /needs one of: .*All/);
      await test.accepts(line, { ...sending, as: enough });
      await test.refuses(line, { ...sending, as: 'none' }, 401, /token/);
    }
  });

  it('include the further one of a property', async () => {
    const body = {
      displayName: 'a',
      agentIdentityBlueprintId: 'b',
      customSecurityAttributes: {},
    };
    await test.refuses(
      `POST ${AGENTS}`,
      { body, as: ['AgentIdentity.ReadWrite.All'] },
      403,
      /'customSecurityAttributes' needs CustomSecAttributeAssignment/,
    );
  });
});
