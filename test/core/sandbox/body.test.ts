import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parseGraphError } from '../../../src/core/send/error.ts';
import { namedPlaces } from '../../../src/core/send/named/named.ts';
import type { JsonObject } from '../../../src/core/text/jsonValues.ts';
import {
  AGENT,
  AUTOPILOT,
  CONNECTOR,
  DEVICE,
  errorOf,
  MEMBER,
  type Received,
  startTestSandbox,
  type TestSandbox,
} from './client.ts';

let test: TestSandbox;
before(async () => {
  test = await startTestSandbox();
});
after(() => test.sandbox.close());

const JSON_TYPE = { 'content-type': 'application/json' };

/** The body is refused, and the refusal leads to a place of it. */
async function refuses(url: string, body: JsonObject, message: RegExp): Promise<Received> {
  const received = await test.refuses(`PATCH ${url}`, { body }, 400, message);
  const places = namedPlaces(parseGraphError(400, [], received.text), body);
  assert.ok(places.length > 0, received.text);
  return received;
}

describe('a body', () => {
  it('must be there, be JSON, and be an object', async () => {
    const cases: [string | Buffer | undefined, RegExp][] = [
      [undefined, /no body/],
      ['', /no body/],
      [' ', /not valid JSON/],
      ['{', /not valid JSON/],
      ['{"a":1}}', /not valid JSON/],
      ['{/* no */}', /not valid JSON/],
      ['[]', /JSON object/],
      ['null', /JSON object/],
      ['"x"', /JSON object/],
      [Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), /not valid UTF-8/],
      [`${'{"a":'.repeat(101)}1${'}'.repeat(101)}`, /100 levels/],
      [`{"a":${'['.repeat(1_000_000)}`, /100 levels/],
    ];
    for (const [body, message] of cases) {
      await test.refuses(
        `PATCH ${AGENT}`,
        { headers: JSON_TYPE, ...(body === undefined ? {} : { body }) },
        400,
        message,
      );
    }
    await test.accepts(`PATCH ${AGENT}`, {
      headers: JSON_TYPE,
      body: `\ufeff{ "x": "\\"${'['.repeat(200)}" }`,
    });
  });

  it('changes no related objects, on open types neither', async () => {
    await refuses(AGENT, { owners: [] }, /'owners' leads to other objects/);
    await refuses(AGENT, { memberOf: [{ id: '1' }] }, /'memberOf' leads to other objects/);
    await test.accepts(`PATCH ${AGENT}`, { body: { owner: 'a dynamic property' } });
  });

  it('has only annotations that are known, on open types too', async () => {
    await refuses(AGENT, { '@odata.typ': 'x' }, /no annotation '@odata\.typ'/);
    await refuses(CONNECTOR, { 'displayName@odata.wrong': 1 }, /no annotation/);
    await refuses(AGENT, { 'tags@odata.type': null }, /'tags@odata.type' must be the name of a type/);
    await refuses(AGENT, { info: { 'logoUrl@x': 1 } }, /no annotation 'info\/logoUrl@x'/);
    await test.accepts(`PATCH ${AGENT}`, { body: { '@odata.etag': 'W/"1"', 'tags@odata.count': 1 } });
  });

  it('must be sent as JSON in UTF-8', async () => {
    const cases: [Record<string, string>, number][] = [
      [{}, 415],
      [{ 'content-type': 'text/plain' }, 415],
      [{ 'content-type': 'application/x-www-form-urlencoded' }, 415],
      [{ 'content-type': 'application/json; charset=latin1' }, 415],
      [{ 'content-type': 'application/json', 'content-encoding': 'gzip' }, 415],
      [{ 'content-type': 'Application/JSON;odata.metadata=minimal; charset="UTF-8"' }, 200],
      [{ 'content-type': 'application/json', 'content-encoding': 'identity' }, 200],
    ];
    for (const [headers, status] of cases) {
      const received = await test.send(`PATCH ${AGENT}`, { headers, body: '{}' });
      assert.equal(received.status, status, JSON.stringify(headers));
      if (status === 415) assert.equal(errorOf(received).code, 'UnsupportedMediaType');
    }
  });

  it('must not be larger than 4 MB', async () => {
    const limit = 4 * 1024 * 1024;
    const fits = `{"x":"${'a'.repeat(limit - 8)}"}`;
    await test.accepts(`PATCH ${AGENT}`, { headers: JSON_TYPE, body: fits });
    await test.accepts(`PATCH ${AGENT}`, { body: { x: null } });
    await test.refuses(`PATCH ${AGENT}`, { headers: JSON_TYPE, body: `${fits} ` }, 413, /4,194,304 bytes/);
    const headers = { ...JSON_TYPE, 'transfer-encoding': 'chunked' };
    await test.refuses(`PATCH ${AGENT}`, { headers, body: `${fits} ` }, 413, /4,194,304 bytes/);
  });

  it('must not name another type than that of the resource', async () => {
    await refuses(AGENT, { '@odata.type': '#microsoft.graph.user' }, /'#microsoft\.graph\.agentIdentity'/);
    await refuses(AGENT, { '@odata.type': 5 }, /@odata\.type/);
    await test.accepts(`PATCH ${AGENT}`, { body: { '@odata.type': 'microsoft.graph.agentIdentity' } });
  });

  it('must not have unknown properties where the type is closed', async () => {
    const received = await refuses(DEVICE, { displayName: 'x' }, /'displayName' does not exist/);
    assert.equal(errorOf(received).code, 'Request_BadRequest');
    assert.deepEqual(
      errorOf(received).details?.map(({ target }) => target),
      ['displayName'],
    );
    await refuses(AGENT, { info: { nope: 1 } }, /'info\/nope' does not exist/);
    await refuses(MEMBER, JSON.parse('{"__proto__":{"type":"user"}}'), /'__proto__' does not exist/);
    await refuses(MEMBER, { constructor: 1 }, /'constructor' does not exist/);
  });

  it('must not have a property twice, nor links that an update does not set', async () => {
    await refuses(AGENT, { displayName: 'a', DisplayName: 'b' }, /'displayName' more than once/);
    await test.refuses(
      `PATCH ${AGENT}`,
      { body: { 'owners@odata.bind': ['users/x'] } },
      400,
      /'owners' is not linked by an update\. Add one with POST/,
    );
  });

  it('must have values of the right kind', async () => {
    const cases: [string, JsonObject, RegExp][] = [
      [
        AGENT,
        { accountEnabled: 'Boolean' },
        /'accountEnabled' of resource 'agentIdentity': it must be true or false/,
      ],
      [AGENT, { accountenabled: 'true' }, /'accountEnabled'/],
      [AGENT, { displayName: 5 }, /a string/],
      [AGENT, { tags: 'x' }, /a collection/],
      [AGENT, { tags: [1] }, /'tags\/0'.*a string/],
      [AGENT, { info: [] }, /an object/],
      [AGENT, { tokenEncryptionKeyId: 'Guid' }, /a Guid like/],
      [AGENT, { preferredTokenSigningKeyEndDateTime: 'String (timestamp)' }, /a DateTimeOffset like/],
      [AGENT, { description: 'x'.repeat(1_025) }, /1024 characters/],
      [AGENT, { preferredSingleSignOnMode: 'kerberos' }, /one of password, saml, notSupported, oidc\.$/],
      [AGENT, { appMetadata: { version: 1.5, data: [] } }, /'appMetadata\/version'.*a whole number/],
      [AUTOPILOT, { hardwareIdentifier: 'Binary' }, /Binary in base64/],
      [MEMBER, { type: 'String' }, /one of user, group, externalGroup\.$/],
      [CONNECTOR, { targetUrl: 'not a url' }, /an absolute URI/],
    ];
    for (const [url, body, message] of cases) await refuses(url, body, message);
  });

  it('must not have null where there can be none', async () => {
    await refuses(AGENT, { appRoleAssignmentRequired: null }, /'appRoleAssignmentRequired'.*cannot be null/);
    await refuses(AGENT, { tags: null }, /'tags'.*cannot be null/);
    await refuses(DEVICE, { platform: null }, /cannot be null/);
    await test.accepts(`PATCH ${AGENT}`, { body: { displayName: null, info: null, accountEnabled: null } });
  });

  it('must say the type of a value whose declared type is abstract, and a fitting one', async () => {
    const configuration = (value: JsonObject) => ({ authenticationConfiguration: value });
    await refuses(
      CONNECTOR,
      configuration({ username: 'x' }),
      /'authenticationConfiguration\/@odata\.type' is missing/,
    );
    for (const type of ['microsoft.graph.apiAuthenticationConfigurationBase', '#microsoft.graph.addIn', '']) {
      await refuses(
        CONNECTOR,
        configuration({ '@odata.type': type }),
        /one of #microsoft\.graph\.basicAuthentication/,
      );
    }
    const upload = configuration({
      '@odata.type': '#microsoft.graph.pkcs12Certificate',
      pkcs12Value: 'YWJj',
    });
    await refuses(CONNECTOR, upload, /'authenticationConfiguration\/password' is missing/);
    await test.accepts(`PATCH ${CONNECTOR}`, {
      body: configuration({ '@ODATA.TYPE': 'x', '@odata.type': '#microsoft.graph.basicAuthentication' }),
    });
  });

  it('is told every mistake, and repeats no value', async () => {
    const received = await refuses(AGENT, { accountEnabled: 'hunter2', tags: ['ok', 7], notes: 8 }, /./);
    const targets = errorOf(received).details?.map(({ target }) => target);
    assert.deepEqual(targets?.toSorted(), ['accountEnabled', 'notes', 'tags/1']);
    assert.ok(!received.text.includes('hunter2'));
    const many = await refuses(AGENT, { tags: Array.from({ length: 10_000 }, () => 1) }, /tags\/0/);
    assert.equal(errorOf(many).details?.length, 20);
    const body = { ['x'.repeat(1_000_000)]: 1 };
    const long = await test.refuses(`PATCH ${DEVICE}`, { body }, 400, /x…/);
    assert.ok(long.text.length < 2_000);
  });
});
