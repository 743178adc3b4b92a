import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  AGENT,
  AUTOPILOT,
  CONNECTOR,
  DEVICE,
  errorOf,
  MEMBER,
  startTestSandbox,
  type TestSandbox,
  WORKING_AGENT,
  WORKING_DEVICE,
} from './client.ts';
import { startFleet, VEHICLE } from './fleet.ts';

let test: TestSandbox;
before(async () => {
  test = await startTestSandbox();
});
after(() => test.sandbox.close());

describe('reading an object', () => {
  it('gives its properties with context, type and entity tag', async () => {
    const { json, headers } = await test.accepts(`GET ${MEMBER}`);
    assert.deepEqual(json, {
      '@odata.context': `${test.sandbox.url}/v1.0/$metadata#connections('hr')/groups('staff')/members/$entity`,
      '@odata.type': '#microsoft.graph.externalConnectors.identity',
      '@odata.etag': headers.etag,
      id: 'b6ba0328-c201-4313-cd28-3e8464fe86e9',
      type: 'user',
    });
    assert.match(String(headers.etag), /^W\/"[\w-]+"$/);
    assert.match(String(headers['content-type']), /^application\/json;/);
    assert.equal(headers['cache-control'], 'no-store');
  });

  it('tells requests apart, and echoes a well-formed client-request-id only', async () => {
    const id = '2D5E3F1A-0b1c-4d2e-8f3a-9b8c7d6e5f40';
    const received = await test.accepts(`GET ${AGENT}`, { headers: { 'client-request-id': id } });
    assert.equal(received.headers['client-request-id'], id);
    assert.match(String(received.headers['request-id']), /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    assert.ok(Math.abs(Date.parse(String(received.headers.date)) - Date.now()) < 60_000);
    for (const wrong of ['x', `${id}0`, '<script>']) {
      const other = await test.accepts(`GET ${AGENT}`, { headers: { 'client-request-id': wrong } });
      assert.equal(other.headers['client-request-id'], undefined);
      assert.notEqual(other.headers['request-id'], received.headers['request-id']);
    }
    const refused = await test.refuses(
      'GET /v1.0/nowhere',
      { headers: { 'client-request-id': id } },
      400,
      /nowhere/,
    );
    const inner = (refused.json.error as { innerError: Record<string, string> }).innerError;
    assert.equal(inner['client-request-id'], id);
    assert.equal(inner['request-id'], refused.headers['request-id']);
  });

  it('answers HEAD without a body', async () => {
    const { text, headers, status } = await test.send(`HEAD ${AGENT}`);
    assert.deepEqual([status, text], [200, '']);
    assert.ok(headers.etag);
  });

  it('is the same by the page URL and the working URL', async () => {
    for (const [page, working] of [
      [AGENT, WORKING_AGENT],
      [AGENT, '/beta/servicePrincipals/46C58C0B-9F52-6295-C513-C514C1FD961A/Microsoft.Graph.AgentIdentity'],
      [
        AGENT,
        "/v1.0/servicePrincipals(appId='46c58c0b-9f52-6295-c513-c514c1fd961a')/microsoft.graph.agentIdentity",
      ],
      [
        AUTOPILOT,
        '/beta/deviceManagement/importedWindowsAutopilotDeviceIdentities/5eb0fcbe-fcbe-5eb0-befc-b05ebefcb05e',
      ],
      [MEMBER, MEMBER.replace('/connections', '/external/connections').replace('/hr/', '/other/')],
      [CONNECTOR, CONNECTOR.replace('beta', 'v1.0')],
      [CONNECTOR, CONNECTOR.replace('apiConnectors', 'APICONNECTORS')],
    ] as const) {
      const [a, b] = [await test.accepts(`GET ${page}`), await test.accepts(`GET ${working}`)];
      const { '@odata.context': _, ...one } = a.json;
      const { '@odata.context': __, ...other } = b.json;
      assert.deepEqual(other, one, working);
    }
  });

  it('names the collection in the context, with casts and selected properties', async () => {
    const { json } = await test.accepts(`GET ${WORKING_AGENT}?$select=id,tags`);
    const end = String(json['@odata.context']).split('$metadata')[1];
    assert.equal(end, '#servicePrincipals/microsoft.graph.agentIdentity(id,tags)/$entity');
    const member = await test.accepts(`GET ${MEMBER.replace('hr', "o''brien%2F%C3%A9")}`);
    assert.match(String(member.json['@odata.context']), /#connections\('o''''brien%2F%C3%A9'\)\/groups/);
  });
});

describe('$select', () => {
  const names = async (query: string): Promise<string[]> =>
    Object.keys((await test.accepts(`GET ${AGENT}?${query}`)).json).filter((name) => !name.includes('@'));

  it('gives the properties that it names, without case', async () => {
    assert.deepEqual(await names('$select=TAGS,id'), ['id', 'tags']);
    assert.deepEqual(await names('select=tags'), ['tags']);
    assert.deepEqual(await names('%24SELECT=tags,%20id'), ['id', 'tags']);
    assert.deepEqual(await names('$select=notThere'), [], 'an open type may have any property');
  });

  it('is needed for properties that are returned on $select only, at every depth', async () => {
    const all = await names('');
    assert.ok(!all.includes('customSecurityAttributes') && !all.includes('passwordSingleSignOnSettings'));
    assert.deepEqual(await names('$select=*'), all);
    assert.deepEqual(await names('$select=customSecurityAttributes'), ['customSecurityAttributes']);
    const keys = async (query: string) =>
      (await test.accepts(`GET ${AGENT}${query}`)).json.keyCredentials as { key?: string }[];
    assert.equal((await keys(''))[0]?.key, undefined);
    assert.ok((await keys('?$select=keyCredentials'))[0]?.key);
  });

  it('refuses unknown properties of a closed type, repetition and other options', async () => {
    await test.refuses(
      `GET ${DEVICE}?$select=nope`,
      {},
      400,
      /'nope' on type 'microsoft\.graph\.importedDeviceIdentity'/,
    );
    await test.refuses(`GET ${DEVICE}?$select=id,,x`, {}, 400, /empty name/);
    await test.refuses(`GET ${DEVICE}?$select=id&$select=id`, {}, 400, /more than once/);
    for (const option of ['$expand=owners', '$filter=a', 'top=1', '$nope=1']) {
      await test.refuses(`GET ${AGENT}?${option}`, {}, 400, /no answer to the query option/);
    }
    await test.accepts(`GET ${AGENT}?custom=1&$format=json`);
  });
});

describe('enum members above unknownFutureValue', () => {
  it('are returned by name only where the client asks for them', async () => {
    const fleet = await startFleet({ state: 'flying', displayName: 'flying', states: ['moving'] });
    try {
      const plain = await fleet.accepts(`GET ${VEHICLE}`);
      assert.deepEqual([plain.json.state, plain.json.displayName], ['unknownFutureValue', 'flying']);
      assert.equal(plain.headers['preference-applied'], undefined);
      const headers = { prefer: 'include-unknown-enum-members' };
      const asked = await fleet.accepts(`GET ${VEHICLE}`, { headers });
      assert.equal(asked.json.state, 'flying');
      assert.equal(asked.headers['preference-applied'], 'include-unknown-enum-members');
      const changed = await fleet.accepts(`PATCH ${VEHICLE}`, { headers, body: { displayName: 'x' } });
      assert.equal(changed.json.state, 'flying');
      assert.equal(changed.headers['preference-applied'], 'include-unknown-enum-members');
    } finally {
      await fleet.sandbox.close();
    }
  });
});

describe('keys', () => {
  it('that are no GUIDs are compared exactly; alternate ones lead to the same object', async () => {
    const fleet = await startFleet({ displayName: 'Bus' });
    try {
      const { json } = await fleet.accepts("GET /v1.0/fleet/vehicles(DisplayName='Bus')");
      assert.equal(json.id, 'Car-1');
      await fleet.refuses("GET /v1.0/fleet/vehicles(displayName='Car-1')", {}, 404, /'Car-1'/);
      await fleet.accepts(`GET ${VEHICLE}`);
      await fleet.accepts('GET /beta/fleet/vehicle');
      await fleet.refuses(`GET ${VEHICLE.toLowerCase()}`, {}, 404, /'car-1'/);
    } finally {
      await fleet.sandbox.close();
    }
  });
});

describe('URLs that lead nowhere', () => {
  it('say which segment is unknown, and what was likely meant', async () => {
    const received = await test.refuses(
      'GET /v1.0/identity/apiConectors/1',
      {},
      400,
      /segment 'apiConectors'/,
    );
    assert.equal(errorOf(received).code, 'BadRequest');
    assert.match(errorOf(received).message, /Did you mean \/identity\/apiConnectors\//);
    const far = await test.refuses('GET /v1.0/deviceManagement/termsAndConditions/1', {}, 400, /segment/);
    assert.doesNotMatch(errorOf(far).message, /Did you mean/);
    await test.refuses('GET /v1.0/identity', {}, 400, /too early/);
    await test.refuses('GET /v1.0/me', {}, 400, /segment 'me'/);
    await test.refuses('GET /v1.0/', {}, 400, /too early/);
    await test.refuses('GET /v1.0/%zz', {}, 400, /segment/);
  });

  it('say which version has the path', async () => {
    await test.refuses(`GET ${WORKING_DEVICE.replace('beta', 'v1.0')}`, {}, 400, /in beta only/);
    await test.refuses('GET /v2.0/me', {}, 400, /Invalid version: v2\.0/);
    await test.refuses('GET /favicon.ico', { as: 'none' }, 400, /Invalid version/);
  });

  it('say that a placeholder was not filled in', async () => {
    for (const path of [
      '/v1.0/connections/{connectionsId}/groups/a/members/b',
      '/v1.0/connections/a/groups/%7BexternalGroupId%7D/members/b',
      '/beta/identity/apiConnectors/%7bidentityApiConnectorId%7d',
    ]) {
      await test.refuses(`PATCH ${path}`, { body: {} }, 400, /placeholder \{\w+\}.*not filled in/);
    }
  });

  it('say that there is no such object', async () => {
    const received = await test.refuses(
      `PATCH /beta/identity/apiConnectors/00000000-0000-0000-0000-000000000000`,
      { body: { displayName: 'x' } },
      404,
      /Resource '00000000-/,
    );
    assert.equal(errorOf(received).code, 'Request_ResourceNotFound');
    await test.refuses(`GET ${MEMBER.replace('b6ba', 'B6BB')}`, {}, 404, /does not exist/);
  });

  it('and methods that are not offered say so', async () => {
    for (const method of ['PUT', 'POST', 'OPTIONS']) {
      const { headers } = await test.refuses(`${method} ${AGENT}`, {}, 405, /GET, HEAD, PATCH/);
      assert.equal(headers.allow, 'GET, HEAD, PATCH');
    }
    for (const [line, allow] of [
      [`DELETE ${AGENT}`, 'GET, HEAD, PATCH'],
      [`PUT ${WORKING_AGENT}`, 'GET, HEAD, PATCH, DELETE'],
      [`PATCH /v1.0/identity/apiConnectors`, 'GET, HEAD, POST'],
      [`PUT ${DEVICE}`, 'GET, HEAD, POST, PATCH'],
    ]) {
      assert.equal((await test.refuses(`${line}`, {}, 405, /./)).headers.allow, allow);
    }
    for (const method of ['TRACE', 'PROPFIND', 'M-SEARCH']) {
      await test.refuses(`${method} ${AGENT}`, {}, 501, /does not know this method/);
    }
  });
});
