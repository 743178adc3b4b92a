import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { schemaOf, validatorAt } from './shipped.ts';

/** `accepts(body)`, and `reports(body, 'instance path', 'keyword')`, for one schema. */
function words(name: string) {
  const validate = validatorAt(schemaOf(name), '');
  return {
    accepts: (...bodies: unknown[]) => {
      for (const body of bodies) {
        assert.ok(validate(body), `${JSON.stringify(body)}: ${JSON.stringify(validate.errors)}`);
      }
    },
    reports: (body: unknown, path: string, keyword: string) => {
      assert.equal(validate(body), false, `${JSON.stringify(body)} is accepted`);
      const found = validate.errors?.map((error) => `${error.instancePath} ${error.keyword}`) ?? [];
      assert.ok(found.includes(`${path} ${keyword}`), `${JSON.stringify(body)}: ${found.join(', ')}`);
    },
  };
}

describe('@odata.type of the object itself', () => {
  it('may be absent, or name the type with or without #', () => {
    for (const [name, type] of [
      ['identity', 'microsoft.graph.externalConnectors.identity'],
      ['importedDeviceIdentity', 'microsoft.graph.importedDeviceIdentity'],
      ['agentIdentity', 'microsoft.graph.agentIdentity'],
    ] as const) {
      const { accepts, reports } = words(name);
      accepts({}, { '@odata.type': type }, { '@odata.type': `#${type}` });
      reports({ '@odata.type': 'microsoft.graph.user' }, '/@odata.type', 'enum');
      reports({ '@odata.type': null }, '/@odata.type', 'enum');
      reports([], '', 'type');
      reports(null, '', 'type');
    }
  });
});

describe('control information', () => {
  it('of a response may stay in a pasted body', () => {
    for (const name of ['identityApiConnector', 'agentIdentity']) {
      words(name).accepts({
        '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#x/$entity',
        '@odata.etag': 'W/"1"',
        '@odata.id': 'x',
        '@odata.editLink': 'x',
        'owner@odata.navigationLink': 'x',
        'displayName@odata.type': '#String',
        'owner@odata.bind': 'https://graph.microsoft.com/v1.0/users/1',
        'owners@odata.bind': ['https://graph.microsoft.com/v1.0/users/1'],
        '@microsoft.graph.tips': 'x',
        'tags@microsoft.graph.tips#a': 1,
      });
    }
  });
  it('that nobody knows is no property of a closed type', () => {
    const { reports } = words('identityApiConnector');
    for (const name of ['@odata.typo', '@odata', 'a@odata.x', '@', 'a@b', 'odata.type', '@odata.type.x']) {
      reports({ [name]: 1 }, '', 'additionalProperties');
    }
  });
  it('has types of its own', () => {
    const { reports } = words('identityApiConnector');
    reports({ 'a@odata.type': 5 }, '/a@odata.type', 'type');
    reports({ 'a@odata.bind': 5 }, '/a@odata.bind', 'type');
  });
  it('may stand in a nested object', () => {
    words('importedWindowsAutopilotDeviceIdentity').accepts({
      state: {
        '@odata.type': 'microsoft.graph.importedWindowsAutopilotDeviceIdentityState',
        '@odata.etag': 'x',
      },
    });
  });
});

describe('unknown properties', () => {
  it('are refused by closed types, at any depth', () => {
    words('identity').reports({ name: 'x' }, '', 'additionalProperties');
    words('importedDeviceIdentity').reports({ Platform: 'ios' }, '', 'additionalProperties');
    words('importedWindowsAutopilotDeviceIdentity').reports(
      { state: { x: 1 } },
      '/state',
      'additionalProperties',
    );
    words('agentIdentity').reports({ info: { logo: 'x' } }, '/info', 'additionalProperties');
    words('agentIdentity').reports(
      { addIns: [{ properties: [{ name: 'x' }] }] },
      '/addIns/0/properties/0',
      'additionalProperties',
    );
  });
  it('are kept by open types', () => {
    words('agentIdentity').accepts({ extension_1_costCentre: 'x', sponsorTeam: { a: [1, null] } });
    words('agentIdentity').accepts({ lifecycle: { anything: { at: 'all' } } });
  });
});

describe('credentials of an API connector', () => {
  const { accepts, reports } = words('identityApiConnector');
  const credentials = (value: unknown) => ({ authenticationConfiguration: value });
  const at = '/authenticationConfiguration';

  it('may be cleared', () => accepts(credentials(null)));
  it('have to name a derived type', () => {
    reports(credentials({}), at, 'required');
    reports(credentials({ username: 'a', password: 'b' }), at, 'required');
    for (const type of ['microsoft.graph.apiAuthenticationConfigurationBase', 'basicAuthentication', '']) {
      reports(credentials({ '@odata.type': type }), `${at}/@odata.type`, 'enum');
    }
  });
  for (const hash of ['', '#']) {
    it(`are those of the type that is named ${hash ? 'with' : 'without'} #`, () => {
      const basic = `${hash}microsoft.graph.basicAuthentication`;
      accepts(credentials({ '@odata.type': basic, username: 'a', password: 'b' }));
      reports(credentials({ '@odata.type': basic, pkcs12Value: 'a' }), at, 'additionalProperties');
      reports(credentials({ '@odata.type': basic, username: 5 }), `${at}/username`, 'type');
      const upload = `${hash}microsoft.graph.pkcs12Certificate`;
      accepts(credentials({ '@odata.type': upload, pkcs12Value: 'TUlJ', password: '' }));
      reports(credentials({ '@odata.type': upload, pkcs12Value: 'TUlJ' }), at, 'required');
      const read = `${hash}microsoft.graph.clientCertificateAuthentication`;
      accepts(
        credentials({ '@odata.type': read, certificateList: [{ isActive: true, notAfter: 1747509605 }] }),
      );
      reports(
        credentials({ '@odata.type': read, certificateList: [{ notAfter: '1747509605' }] }),
        `${at}/certificateList/0/notAfter`,
        'type',
      );
    });
  }
});

describe('custom security attributes', () => {
  const { accepts, reports } = words('agentIdentity');
  const set = '#Microsoft.DirectoryServices.CustomSecurityAttributeValue';
  const sets = (value: unknown) => ({ customSecurityAttributes: value });
  const at = '/customSecurityAttributes/Engineering';

  it('are sets of attributes by name', () => {
    accepts(
      sets(null),
      sets({}),
      sets({ '@odata.type': 'microsoft.graph.customSecurityAttributeValue' }),
      sets({
        Engineering: { '@odata.type': set, Name: 'x', Active: true, 'Cost@odata.type': '#Int32', Cost: 5 },
      }),
      sets({ Engineering: { '@odata.type': set, 'P@odata.type': '#Collection(String)', P: ['a', 'b'] } }),
      sets({ Engineering: { '@odata.type': set, Name: null } }),
    );
  });
  it('name the type of every set', () => {
    reports(sets({ Engineering: { Name: 'x' } }), at, 'required');
    reports(sets({ Engineering: { '@odata.type': 'x', Name: 'x' } }), `${at}/@odata.type`, 'enum');
    reports(sets({ Engineering: 'x' }), at, 'type');
    reports(sets({ Engineering: { '@odata.type': set, Name: { a: 1 } } }), `${at}/Name`, 'type');
  });
});

describe('limits', () => {
  const { accepts, reports } = words('agentIdentity');

  it('of free texts are 1,024 characters', () => {
    for (const name of ['description', 'notes']) {
      accepts({ [name]: 'ø'.repeat(1024) });
      reports({ [name]: 'ø'.repeat(1025) }, `/${name}`, 'maxLength');
    }
  });
  it('of the value of a role are 120 characters and no spaces', () => {
    accepts({ appRoles: [{ value: 'x'.repeat(120) }] });
    reports({ appRoles: [{ value: 'x'.repeat(121) }] }, '/appRoles/0/value', 'maxLength');
    reports({ appRoles: [{ value: 'a b' }] }, '/appRoles/0/value', 'pattern');
  });
  it('of Int32 are those of 32 bits', () => {
    accepts({ appMetadata: { version: 2147483647 } }, { appMetadata: { version: -2147483648 } });
    reports({ appMetadata: { version: 2147483648 } }, '/appMetadata/version', 'maximum');
    reports({ appMetadata: { version: -2147483649 } }, '/appMetadata/version', 'minimum');
  });
});

describe('the members of an enum', () => {
  it('are those of the page and of today', () => {
    const { accepts, reports } = words('importedDeviceIdentity');
    for (const platform of [
      'unknown',
      'ios',
      'android',
      'windows',
      'windowsMobile',
      'macOS',
      'visionOS',
      'tvOS',
    ]) {
      accepts({ platform });
    }
    accepts({ importedDeviceIdentityType: 'manufacturerModelSerial' }, { enrollmentState: 'blocked' });
    reports({ platform: 'macos' }, '/platform', 'enum');
    reports({ platform: null }, '/platform', 'enum');
  });
});

describe('the example of an API page', () => {
  it('is refused for its placeholder values, and for nothing else', () => {
    const { reports, accepts } = words('agentIdentity');
    reports({ accountEnabled: 'Boolean' }, '/accountEnabled', 'type');
    reports({ deletedDateTime: 'String (timestamp)' }, '/deletedDateTime', 'format');
    reports({ appOwnerOrganizationId: 'Guid' }, '/appOwnerOrganizationId', 'format');
    reports({ appCategory: 'String' }, '/appCategory', 'enum');
    accepts({
      addIns: [{ '@odata.type': 'microsoft.graph.addIn' }],
      api: { '@odata.type': 'microsoft.graph.apiServicePrincipal' },
      lifecycle: { '@odata.type': 'microsoft.graph.lifecycle' },
      customSecurityAttributes: { '@odata.type': 'microsoft.graph.customSecurityAttributeValue' },
    });
    words('importedWindowsAutopilotDeviceIdentity').reports(
      { hardwareIdentifier: 'Binary' },
      '/hardwareIdentifier',
      'format',
    );
  });
});
