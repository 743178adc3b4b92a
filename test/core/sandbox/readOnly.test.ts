import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { JsonObject } from '../../../src/core/text/jsonValues.ts';
import {
  AGENT,
  AUTOPILOT,
  CONNECTOR,
  DEVICE,
  errorOf,
  startTestSandbox,
  type TestSandbox,
  WORKING_DEVICE,
} from './client.ts';

describe('a property that PATCH cannot set', () => {
  let test: TestSandbox;
  before(async () => {
    test = await startTestSandbox();
  });
  beforeEach(() => test.accepts('POST /_sandbox/reset', { as: 'none' }));
  after(() => test.sandbox.close());

  const refuses = (url: string, body: JsonObject, message: RegExp) =>
    test.refuses(`PATCH ${url}`, { body }, 400, message);
  const accepts = async (url: string, body: JsonObject) =>
    (await test.accepts(`PATCH ${url}`, { body })).json;

  it('is refused with its reason and the way out', async () => {
    const cases: [string, JsonObject, RegExp][] = [
      [AGENT, { id: 'other' }, /'id' identifies the object and cannot be changed\./],
      [AGENT, { appId: 'x' }, /'appId' is read-only and cannot be set\. Leave it out/],
      [
        AGENT,
        { AGENTIDENTITYBLUEPRINTID: 'x' },
        /'agentIdentityBlueprintId' is fixed when the object is created/,
      ],
      [
        AGENT,
        { passwordCredentials: [] },
        /'passwordCredentials' cannot be changed by PATCH\. Use the addPassword/,
      ],
      [AGENT, { createdDateTime: '2020-01-01T00:00:00Z' }, /'createdDateTime' is read-only/],
      [DEVICE, { lastModifiedDateTime: '2020-01-01T00:00:00Z' }, /'lastModifiedDateTime' is read-only/],
      [AUTOPILOT, { state: { deviceErrorCode: 5 } }, /'state' is read-only/],
      [AUTOPILOT, { state: null }, /'state' is read-only/],
    ];
    for (const [url, body, message] of cases) {
      const received = await refuses(url, { ...body, '@odata.etag': 'x' }, message);
      assert.equal(errorOf(received).code, 'Request_BadRequest');
      assert.equal(errorOf(received).details?.length, 1);
    }
  });

  it('is refused inside complex values and collections', async () => {
    await refuses(
      AGENT,
      { certification: { isCertifiedByMicrosoft: true } },
      /'certification\/isCertifiedByMicrosoft'/,
    );
    const role = {
      id: 'd1c2ade8-98f8-45fd-aa4a-6d06b947c66f',
      isEnabled: true,
      allowedMemberTypes: ['User'],
    };
    await refuses(AGENT, { appRoles: [{ ...role, origin: 'Other' }] }, /'appRoles\/0\/origin'/);
    await refuses(
      CONNECTOR,
      {
        authenticationConfiguration: {
          '@odata.type': '#microsoft.graph.clientCertificateAuthentication',
          certificateList: [{ isActive: true, notAfter: 1, notBefore: 1, thumbprint: 'x' }],
        },
      },
      /'authenticationConfiguration\/certificateList' is read-only.*pkcs12Certificate/,
    );
  });

  it('may be repeated: a whole object that was read can be sent back', async () => {
    for (const url of [AGENT, AUTOPILOT, WORKING_DEVICE, CONNECTOR]) {
      const before = (await test.accepts(`GET ${url}`)).json;
      const { '@odata.context': _, ...body } = before;
      assert.deepEqual(await accepts(url, body), before, url);
    }
    await accepts(AGENT, { id: '46C58C0B-9F52-6295-C513-C514C1FD961A' });
    await accepts(AUTOPILOT, {
      state: { '@odata.type': 'microsoft.graph.importedWindowsAutopilotDeviceIdentityState' },
    });
  });

  it('keeps its value in an item of a replaced collection', async () => {
    const id = 'd1c2ade8-98f8-45fd-aa4a-6d06b947c66f';
    const other = '11111111-98f8-45fd-aa4a-6d06b947c66f';
    const role = { isEnabled: true, allowedMemberTypes: ['User'] };
    const { appRoles } = await accepts(AGENT, {
      appRoles: [
        { id: other, ...role },
        { id: id.toUpperCase(), ...role },
      ],
    });
    assert.deepEqual(appRoles, [
      { id: other, ...role },
      { id: id.toUpperCase(), ...role, origin: 'Application' },
    ]);
  });

  it('refuses the whole body: nothing else of it is stored', async () => {
    const before = (await test.accepts(`GET ${AGENT}`)).json;
    await refuses(AGENT, { displayName: 'x', appId: 'x' }, /appId/);
    assert.deepEqual((await test.accepts(`GET ${AGENT}`)).json, before);
  });

  it('is passed over where the sandbox is told so', async () => {
    const lenient = await startTestSandbox({ behaviour: { readOnly: 'ignore' } });
    try {
      const before = (await lenient.accepts(`GET ${AGENT}`)).json;
      const body = {
        id: 'other',
        appId: 'x',
        displayName: 'x',
        certification: { isCertifiedByMicrosoft: true, isPublisherAttested: false },
        keyCredentials: [],
      };
      const { json } = await lenient.accepts(`PATCH ${AGENT}`, { body });
      assert.deepEqual(json, {
        ...before,
        '@odata.etag': json['@odata.etag'],
        displayName: 'x',
        certification: { ...(before.certification as JsonObject), isPublisherAttested: false },
      });
    } finally {
      await lenient.sandbox.close();
    }
  });
});
