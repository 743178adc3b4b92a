import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { JsonObject } from '../../../src/core/text/jsonValues.ts';
import {
  AGENT,
  CONNECTOR,
  DEVICE,
  errorOf,
  MEMBER,
  startTestSandbox,
  type TestSandbox,
  WORKING_AGENT,
  WORKING_DEVICE,
} from './client.ts';

let test: TestSandbox;
let now = Date.parse('2026-01-01T12:00:00Z');
before(async () => {
  test = await startTestSandbox({ clock: { now: () => now, sleep: () => Promise.resolve() } });
});
beforeEach(() => test.accepts('POST /_sandbox/reset', { as: 'none' }));
after(() => test.sandbox.close());

const get = async (url: string): Promise<JsonObject> => (await test.accepts(`GET ${url}`)).json;
const patch = (url: string, body: JsonObject, headers: Record<string, string> = {}) =>
  test.accepts(`PATCH ${url}`, { body, headers });

describe('a PATCH', () => {
  it('is answered with the changed object, which stays changed', async () => {
    const body = { '@odata.type': '#microsoft.graph.externalConnectors.identity', type: 'externalGroup' };
    const { status, json, headers } = await patch(MEMBER, body);
    assert.equal(status, 200);
    assert.equal(json.type, 'externalGroup');
    assert.equal(json['@odata.etag'], headers.etag);
    assert.deepEqual(await get(MEMBER), json);
  });

  it('leaves what it does not name', async () => {
    const before = await get(AGENT);
    const { json } = await patch(AGENT, { TAGS: ['new'], info: { supportUrl: 'https://contoso.com/help' } });
    assert.deepEqual(json, {
      ...before,
      '@odata.etag': json['@odata.etag'],
      tags: ['new'],
      info: { ...(before.info as JsonObject), supportUrl: 'https://contoso.com/help' },
    });
    assert.notEqual(json['@odata.etag'], before['@odata.etag']);
  });

  it('can be seen by the other URL of the object', async () => {
    await patch(WORKING_AGENT, { displayName: 'by the working URL' });
    assert.equal((await get(AGENT)).displayName, 'by the working URL');
  });

  it('keeps dynamic properties of an open type, and clears with null', async () => {
    const { json } = await patch(AGENT, { extension_x: { a: 1, b: 2 }, notes: null });
    assert.deepEqual([json.extension_x, json.notes], [{ a: 1, b: 2 }, null]);
    const { json: next } = await patch(AGENT, { extension_x: { a: null } });
    assert.deepEqual(next.extension_x, { b: 2 });
    assert.ok(!('extension_x' in (await patch(AGENT, { extension_x: null })).json));
  });

  it('merges custom security attributes set by set', async () => {
    const set = '#Microsoft.DirectoryServices.CustomSecurityAttributeValue';
    const { json } = await patch(`${AGENT}?$select=customSecurityAttributes`, {
      customSecurityAttributes: {
        Engineering: { '@odata.type': set, 'Level@odata.type': '#Int32', Level: 3, Project: null },
      },
    });
    assert.deepEqual(json.customSecurityAttributes, {
      Engineering: {
        '@odata.type': set,
        CostCenter: 'CC-1001',
        Certified: true,
        'Level@odata.type': '#Int32',
        Level: 3,
      },
    });
  });

  it('treats unknownFutureValue as absent', async () => {
    assert.equal((await patch(MEMBER, { type: 'unknownFutureValue' })).json.type, 'user');
  });

  it('moves the time of the last change, and nothing else by itself', async () => {
    now = Date.parse('2026-01-01T12:06:07.008Z');
    const { json } = await patch(DEVICE, { description: 'changed' });
    assert.equal(json.lastModifiedDateTime, '2026-01-01T12:06:07.008Z');
    const { lastModifiedDateTime: _, '@odata.etag': __, ...rest } = json;
    assert.deepEqual(rest, {
      ...rest,
      createdDateTime: '2025-03-04T14:02:11Z',
      lastContactedDateTime: '2025-10-01T06:41:27Z',
      description: 'changed',
    });
  });

  it('that changes nothing leaves the entity tag and the times', async () => {
    const before = await get(WORKING_DEVICE);
    now += 1_000;
    assert.deepEqual((await patch(WORKING_DEVICE, {})).json, before);
    assert.deepEqual((await patch(WORKING_DEVICE, { description: before.description })).json, before);
  });

  it('is undone by a reset', async () => {
    const before = await get(AGENT);
    await patch(AGENT, { displayName: 'x' });
    await test.accepts('POST /_sandbox/reset', { as: 'none' });
    const { '@odata.etag': etag, ...rest } = await get(AGENT);
    const { '@odata.etag': old, ...was } = before;
    assert.deepEqual(rest, was);
    assert.notEqual(etag, old);
  });
});

describe('credentials of an API connector', () => {
  it('are replaced whole, and the password is never returned', async () => {
    const { json, text } = await patch(CONNECTOR, {
      authenticationConfiguration: {
        '@odata.type': 'microsoft.graph.basicAuthentication',
        password: 'hunter2',
      },
    });
    assert.deepEqual(json.authenticationConfiguration, {
      '@odata.type': '#microsoft.graph.basicAuthentication',
    });
    assert.ok(!text.includes('hunter2'));
    assert.ok(
      !JSON.stringify(await get(`${CONNECTOR}?$select=authenticationConfiguration`)).includes('hunter2'),
    );
  });

  it('come back as a certificate list where a certificate is uploaded', async () => {
    now = Date.parse('2026-01-01T12:10:00Z');
    const { json, text } = await patch(CONNECTOR, {
      authenticationConfiguration: {
        '@odata.type': '#microsoft.graph.pkcs12Certificate',
        pkcs12Value: Buffer.from('abc').toString('base64'),
        password: 'hunter2',
      },
    });
    assert.deepEqual(json.authenticationConfiguration, {
      '@odata.type': '#microsoft.graph.clientCertificateAuthentication',
      certificateList: [
        {
          thumbprint: 'A9993E364706816ABA3E25717850C26C9CD0D89D',
          notBefore: 1_767_269_400,
          notAfter: 1_798_805_400,
          isActive: true,
        },
      ],
    });
    assert.ok(!text.includes('hunter2'));
  });
});

describe('what a PATCH is answered with', () => {
  it('is what the request prefers', async () => {
    const minimal = await patch(AGENT, { displayName: 'a' }, { prefer: 'return=minimal' });
    assert.deepEqual([minimal.status, minimal.text], [204, '']);
    assert.equal(minimal.headers['preference-applied'], 'return=minimal');
    assert.ok(minimal.headers.etag);
    assert.equal((await get(AGENT)).displayName, 'a');
    const whole = await patch(
      AGENT,
      { displayName: 'b' },
      { prefer: 'respond-async, return="representation"; x=1' },
    );
    assert.deepEqual([whole.status, whole.json.displayName], [200, 'b']);
    assert.equal(whole.headers['preference-applied'], 'return=representation');
    assert.equal(
      (await patch(AGENT, {}, { prefer: 'return=nonsense' })).headers['preference-applied'],
      undefined,
    );
  });

  it('is the selected part of the object', async () => {
    const { json } = await patch(`${AGENT}?$select=displayName`, { displayName: 'c' });
    assert.deepEqual(
      Object.keys(json).filter((name) => !name.includes('@')),
      ['displayName'],
    );
    await test.refuses(`PATCH ${DEVICE}?$select=nope`, { body: { description: 'no' } }, 400, /nope/);
    assert.notEqual((await get(WORKING_DEVICE)).description, 'no');
  });

  it('is nothing, where the sandbox is told so', async () => {
    const quiet = await startTestSandbox({ behaviour: { answer: 204 } });
    try {
      assert.equal((await quiet.send(`PATCH ${AGENT}`, { body: { displayName: 'x' } })).status, 204);
      const headers = { prefer: 'return=representation' };
      assert.equal((await quiet.send(`PATCH ${AGENT}`, { body: {}, headers })).json.displayName, 'x');
    } finally {
      await quiet.sandbox.close();
    }
  });
});

describe('conditions', () => {
  it('let a change pass only where they hold', async () => {
    const etag = String((await get(AGENT))['@odata.etag']);
    const strong = etag.replace('W/', '');
    for (const match of [etag, strong, '*', `"x", ${etag}`, `W/"y",,${strong}`]) {
      await patch(AGENT, {}, { 'if-match': match });
    }
    for (const headers of [{ 'if-match': '"other"' }, { 'if-none-match': '*' }, { 'if-none-match': etag }]) {
      const received = await test.refuses(
        `PATCH ${AGENT}`,
        { body: { displayName: 'no' }, headers },
        412,
        /./,
      );
      assert.equal(errorOf(received).code, 'PreconditionFailed');
    }
    await patch(AGENT, { displayName: 'yes' }, { 'if-match': etag, 'if-none-match': '"other"' });
    await test.refuses(
      `PATCH ${AGENT}`,
      { body: { displayName: 'no' }, headers: { 'if-match': etag } },
      412,
      /Read it again/,
    );
    assert.equal((await get(AGENT)).displayName, 'yes');
  });

  it('that cannot be read are refused, not passed over', async () => {
    for (const value of ['abc', 'W/abc', '"abc', '"a" "b"', '']) {
      await test.refuses(`PATCH ${AGENT}`, { body: {}, headers: { 'if-match': value } }, 400, /If-Match/);
    }
  });

  it('are looked at after everything else', async () => {
    await test.refuses(
      `PATCH ${AGENT}`,
      { body: { accountEnabled: 1 }, headers: { 'if-match': '"x"' } },
      400,
      /accountEnabled/,
    );
  });

  it('save reading what is known', async () => {
    const etag = String((await get(AGENT))['@odata.etag']);
    const known = await test.send(`GET ${AGENT}`, { headers: { 'if-none-match': etag } });
    assert.deepEqual([known.status, known.text, known.headers.etag], [304, '', etag]);
    assert.equal((await test.send(`GET ${AGENT}`, { headers: { 'if-none-match': '"x"' } })).status, 200);
    await test.refuses(`GET ${AGENT}`, { headers: { 'if-match': '"x"' } }, 412, /changed/);
  });
});
