import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { CLOUDS, GLOBAL, SANDBOX } from '../../../../src/core/environments.ts';
import { clientScopes, signInSettings } from '../../../../src/core/send/signIn/signInSettings.ts';
import { sovereignAdvice } from '../../../../src/core/send/signIn/sovereign.ts';

const ID = '11111111-2222-3333-4444-555555555555';
const OTHER = '99999999-2222-3333-4444-555555555555';
const NONE = { clientId: '', tenant: '', perEnvironment: {} };

suite('the application and the tenant that sign in', () => {
  test('are the general ones outside of the sovereign clouds', () => {
    const written = { ...NONE, clientId: ` ${ID} `, tenant: 'contoso.com' };
    assert.deepEqual(signInSettings(GLOBAL, written), { clientId: ID, tenant: 'contoso.com' });
    assert.deepEqual(signInSettings(SANDBOX, written), {});
    for (const cloud of CLOUDS.slice(1)) assert.deepEqual(signInSettings(cloud, written), {}, cloud.id);
  });

  test('are the environment’s own before that', () => {
    const perEnvironment = { global: { clientId: OTHER }, china: { tenant: 'cn' } };
    const written = { clientId: ID, tenant: 'contoso.com', perEnvironment };
    assert.deepEqual(signInSettings(GLOBAL, written), { clientId: OTHER, tenant: 'contoso.com' });
    const china = CLOUDS.find(({ id }) => id === 'china') ?? GLOBAL;
    assert.deepEqual(signInSettings(china, written), { tenant: 'cn' });
    const own = { ...GLOBAL, id: 'own' };
    assert.deepEqual(signInSettings(own, written), { clientId: ID, tenant: 'contoso.com' });
  });

  test('are absent where they are no ids', () => {
    for (const wrong of ['x', 7, null, `${ID} VSCODE_TENANT:evil`, 'a b', 'VSCODE:1']) {
      const perEnvironment = {
        global: { clientId: wrong, tenant: typeof wrong === 'string' ? `${wrong} y` : wrong },
      };
      assert.deepEqual(signInSettings(GLOBAL, { ...NONE, perEnvironment }), {}, String(wrong));
    }
    for (const perEnvironment of [undefined, 'x', [], { global: 'x' }, { __proto__: { global: {} } }]) {
      assert.deepEqual(signInSettings(GLOBAL, { ...NONE, perEnvironment }), {});
    }
  });

  test('are told to the provider as special scopes', () => {
    assert.deepEqual(clientScopes({}), []);
    assert.deepEqual(clientScopes({ clientId: ID, tenant: 't' }), [
      `VSCODE_CLIENT_ID:${ID}`,
      'VSCODE_TENANT:t',
    ]);
  });
});

suite('the editor’s setting for sovereign clouds', () => {
  test('has to name the cloud, and says what to set', () => {
    for (const cloud of CLOUDS) {
      const custom = { activeDirectoryEndpointUrl: `https://${cloud.login}/` };
      assert.equal(sovereignAdvice(cloud, cloud.sovereign, custom), undefined, cloud.id);
      const advice = sovereignAdvice(cloud, undefined, undefined);
      if (cloud.sovereign === undefined) assert.equal(advice, undefined);
      else assert.match(advice ?? '', new RegExp(`environment to ${cloud.sovereign}; it is set to nothing`));
    }
    assert.equal(sovereignAdvice(SANDBOX, undefined, undefined), undefined);
  });

  test('of a cloud of one’s own has to name its login host', () => {
    const bleu = CLOUDS.find(({ id }) => id === 'bleu') ?? GLOBAL;
    assert.match(
      sovereignAdvice(bleu, 'custom', undefined) ?? '',
      /activeDirectoryEndpointUrl to https:\/\/login\.sovcloud-identity\.fr/,
    );
    assert.match(
      sovereignAdvice(bleu, 'custom', { activeDirectoryEndpointUrl: 'https://login.sovcloud-identity.de' }) ??
        '',
      /it is set to login\.sovcloud-identity\.de/,
    );
    assert.match(
      sovereignAdvice(bleu, 'USGovernment', undefined) ?? '',
      /to custom; it is set to USGovernment/,
    );
  });
});
