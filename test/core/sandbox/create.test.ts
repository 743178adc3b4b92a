import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import type { JsonObject } from '../../../src/core/text/jsonValues.ts';
import { AGENTS, AUTOPILOTS, CONNECTORS, DEVICE, errorOf, MEMBERS, startTestSandbox } from './client.ts';

const now = Date.parse('2026-01-01T12:00:00Z');
const test = await startTestSandbox({ clock: { now: () => now, sleep: () => Promise.resolve() } });
beforeEach(() => test.accepts('POST /_sandbox/reset', { as: 'none' }));
after(() => test.sandbox.close());

const connector = { displayName: 'Check age', targetUrl: 'https://api.contoso.com/age' };
const post = (url: string, body: JsonObject, headers: Record<string, string> = {}) =>
  test.accepts(`POST ${url}`, { body, headers });
const pathOf = (location: unknown) => new URL(String(location)).pathname;

describe('POST to a collection', () => {
  it('makes an object of every resource, which can be read, changed and deleted by its address', async () => {
    const cases: [string, JsonObject, JsonObject][] = [
      [CONNECTORS, connector, { displayName: 'other' }],
      [MEMBERS, { id: 'e811976d-83df-4cbd-8b9b-5215b18aa874', type: 'user' }, { type: 'group' }],
      [DEVICE, { importedDeviceIdentifier: '1', importedDeviceIdentityType: 'imei' }, { description: 'x' }],
      [AUTOPILOTS, { serialNumber: 'S-1', hardwareIdentifier: 'aGFzaA==' }, { groupTag: 'x' }],
      [AGENTS, { displayName: 'Agent', agentIdentityBlueprintId: 'b-1' }, { notes: 'x' }],
    ];
    for (const [url, body, change] of cases) {
      const { status, json, headers } = await post(url, body);
      assert.equal(status, 201, url);
      assert.equal(json['@odata.etag'], headers.etag);
      for (const [name, value] of Object.entries(body)) assert.deepEqual(json[name], value, name);
      const path = pathOf(headers.location);
      assert.ok(path.toLowerCase().startsWith(url.split('/microsoft')[0]?.toLowerCase() ?? '-'), path);
      const read = await test.accepts(`GET ${path}`);
      assert.deepEqual(read.json, json);
      const changed = await test.accepts(`PATCH ${path}`, { body: change });
      for (const [name, value] of Object.entries(change)) assert.deepEqual(changed.json[name], value, name);
      assert.equal((await test.accepts(`DELETE ${path}`)).status, 204);
      for (const line of [`GET ${path}`, `DELETE ${path}`])
        await test.refuses(line, {}, 404, /does not exist/);
      await test.refuses(`PATCH ${path}`, { body: change }, 404, /does not exist/);
    }
  });

  it('fills in what the service makes: a key, times, and what stands for nothing', async () => {
    const { json } = await post(DEVICE, {
      importedDeviceIdentifier: '1',
      importedDeviceIdentityType: 'imei',
    });
    const { '@odata.context': _, '@odata.etag': __, '@odata.type': ___, id, ...rest } = json;
    assert.match(String(id), /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    assert.deepEqual(rest, {
      importedDeviceIdentifier: '1',
      importedDeviceIdentityType: 'imei',
      createdDateTime: '2026-01-01T12:00:00.000Z',
      lastModifiedDateTime: '2026-01-01T12:00:00.000Z',
      lastContactedDateTime: '0001-01-01T00:00:00Z',
      description: null,
      enrollmentState: 'unknown',
      platform: 'unknown',
    });
    const agent = (await post(AGENTS, { displayName: 'a', agentIdentityBlueprintId: 'b', extension_x: 1 }))
      .json;
    assert.deepEqual(
      [agent.tags, agent.appRoleAssignmentRequired, agent.notes, agent.extension_x, 'appCategory' in agent],
      [[], false, null, 1, false],
    );
  });

  it('says everything that is missing', async () => {
    const received = await test.refuses(
      `POST ${CONNECTORS}`,
      { body: {} },
      400,
      /'displayName', 'targetUrl'/,
    );
    assert.deepEqual(
      errorOf(received).details?.map(({ target }) => target),
      ['displayName', 'targetUrl'],
    );
    await test.refuses(
      `POST ${AGENTS}`,
      { body: { displayName: null } },
      400,
      /'displayName', 'agentIdentityBlueprintId'/,
    );
    await test.refuses(`POST ${MEMBERS}`, { body: { type: 'user' } }, 400, /needs a value for 'id'/);
    await test.refuses(`POST ${CONNECTORS}`, {}, 400, /no body/);
  });

  it('refuses what the service sets, or passes it over, as it behaves', async () => {
    const body = { ...connector, id: 'mine' };
    const message = /'id' is set by the service when the object is made\. Leave it out/;
    await test.refuses(`POST ${CONNECTORS}`, { body }, 400, message);
    const agent = { displayName: 'a', agentIdentityBlueprintId: 'b', appId: 'mine' };
    await test.refuses(`POST ${AGENTS}`, { body: agent }, 400, /'appId' is set by the service/);
    const lenient = await post(CONNECTORS, body, { 'x-sandbox-behaviour': 'read-only=ignore' });
    assert.notEqual(lenient.json.id, 'mine');
  });

  it('refuses bodies that a PATCH would be refused', async () => {
    for (const [body, message] of [
      [{ ...connector, targetUrl: 'nowhere' }, /must be an absolute URI/],
      [{ ...connector, nonsense: 1 }, /'nonsense' does not exist/],
      [{ ...connector, authenticationConfiguration: { username: 'x' } }, /@odata\.type' is missing/],
    ] as const) {
      await test.refuses(`POST ${CONNECTORS}`, { body }, 400, message);
    }
    const linked = { body: { ...connector, 'a@odata.bind': 'x' } };
    await test.refuses(`POST ${CONNECTORS}`, linked, 400, /no navigation property 'a'/);
    assert.equal(((await test.accepts(`GET ${CONNECTORS}`)).json.value as unknown[]).length, 1);
  });

  it('refuses an object that there is already', async () => {
    const body = { id: 'e811976d-83df-4cbd-8b9b-5215b18aa874', type: 'user' };
    await post(MEMBERS, body);
    const again = await test.refuses(`POST ${MEMBERS}`, { body }, 409, /already/);
    assert.equal(errorOf(again).code, 'Conflict');
    await post(MEMBERS.replace('staff', 'guests'), { ...body, type: 'externalGroup' });
    const member = (group: string) =>
      test.accepts(`GET ${MEMBERS.replace('staff', group)}/${body.id}`).then(({ json }) => json.type);
    assert.deepEqual([await member('staff'), await member('guests')], ['user', 'externalGroup']);
    await test.refuses(`GET ${MEMBERS.replace('staff', 'others')}/${body.id}`, {}, 404, /does not exist/);
  });

  it('never returns secrets, and keeps an uploaded certificate in its other form', async () => {
    const basic = {
      '@odata.type': '#microsoft.graph.basicAuthentication',
      username: 'u',
      password: 'swordfish',
    };
    const { text } = await post(CONNECTORS, { ...connector, authenticationConfiguration: basic });
    assert.doesNotMatch(text, /swordfish/);
    const upload = {
      '@odata.type': '#microsoft.graph.pkcs12Certificate',
      pkcs12Value: 'aGFzaA==',
      password: 'swordfish',
    };
    const { json } = await post(CONNECTORS, { ...connector, authenticationConfiguration: upload });
    const { '@odata.type': type } = json.authenticationConfiguration as JsonObject;
    assert.equal(type, '#microsoft.graph.clientCertificateAuthentication');
  });

  it('honours Prefer and $select', async () => {
    const minimal = await post(CONNECTORS, connector, { prefer: 'return=minimal' });
    assert.deepEqual([minimal.status, minimal.text], [204, '']);
    assert.equal(minimal.headers['odata-entityid'], minimal.headers.location);
    assert.equal(minimal.headers['preference-applied'], 'return=minimal');
    await test.accepts(`GET ${pathOf(minimal.headers.location)}`);
    const { json } = await post(`${CONNECTORS}?$select=displayName`, connector);
    assert.deepEqual(
      Object.keys(json).filter((name) => !name.startsWith('@')),
      ['displayName'],
    );
  });
});
