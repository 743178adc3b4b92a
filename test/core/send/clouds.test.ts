import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import { CLOUDS, createEnvironments, type Environment } from '../../../src/core/environments.ts';
import type { TokenRequest } from '../../../src/core/host.ts';
import { deliver } from '../../../src/core/send/deliver.ts';
import { readEnvironments } from '../../../src/core/send/ownEnvironments.ts';
import { clientScopes, signInSettings } from '../../../src/core/send/signIn/signInSettings.ts';
import { noJournal } from '../../support/journal.ts';
import { authority, cloudClient, cloudServer, json, TOKEN, testClock } from './world.ts';

const found = createCatalog(await builtinSchemas()).resolve('v1.0', '/identity/apiConnectors/1');
assert.ok(found.found);
const { resource } = found;
const PATH = '/v1.0/identity/apiConnectors/1';
const ID = '11111111-2222-3333-4444-555555555555';

const OWN = readEnvironments([
  { id: 'contoso', cloud: 'us-dod', production: true },
  { id: 'test', baseUrl: 'https://graph.contoso.example', resource: 'api://contoso' },
]).environments;
const REAL = createEnvironments(OWN).all.filter(({ real }) => real);

/** Sends a change to an environment whose host is a TLS server with that host's certificate. */
async function sendTo(t: Parameters<typeof cloudServer>[0], environment: Environment, url: string) {
  const host = environment.host ?? '';
  const certificate = authority.issue([host]);
  const server = await cloudServer(t, (_got, response) => json(response, 200, { id: '1' }), certificate);
  const asked: TokenRequest[] = [];
  const delivery = await deliver({
    request: { method: 'PATCH', url, headers: [], body: '{"displayName":"Adele"}' },
    resource,
    environment,
    base: new URL(`https://${host}`),
    tokens: {
      getToken: async (request) => {
        asked.push(request);
        return { value: TOKEN, account: 'adele@contoso.com' };
      },
    },
    client: cloudClient(t, server.port),
    journal: noJournal,
    clock: testClock(),
  });
  return { delivery, server, asked };
}

suite('each cloud', () => {
  for (const environment of REAL) {
    const { id, host = '', authenticationProvider, resource: base = `https://${host}` } = environment;

    test(`${id}: the token is asked of ${authenticationProvider} for ${host}, and goes there`, async (t) => {
      const { delivery, server, asked } = await sendTo(t, environment, PATH);
      assert.equal(delivery.outcome.kind, 'object');
      assert.deepEqual(asked, [{ environment, scopes: [`${base}/APIConnectors.ReadWrite.All`] }]);
      assert.deepEqual(
        server.got.map(({ headers }) => [headers.host, headers.authorization]),
        [[host, `Bearer ${TOKEN}`]],
      );
    });

    test(`${id}: no other host is sent to, nor a token asked for it`, async (t) => {
      const others = REAL.flatMap((other) => (other.host && other.host !== host ? [other.host] : []));
      for (const other of [
        ...others,
        `${host}.evil.example`,
        `evil-${host}`,
        `${host}:444`,
        'login.microsoftonline.com',
      ]) {
        const { delivery, server, asked } = await sendTo(t, environment, `https://${other}${PATH}`);
        assert.equal(delivery.outcome.kind, 'not-sent', other);
        assert.equal(server.connections(), 0, other);
        assert.deepEqual(asked, [], other);
      }
    });

    test(`${id}: a server that is not ${host} gets no token`, async (t) => {
      const wrong = CLOUDS.find((cloud) => cloud.host !== host)?.host ?? '';
      const server = await cloudServer(
        t,
        (_got, response) => json(response, 200, {}),
        authority.issue([wrong]),
      );
      const delivery = await deliver({
        request: { method: 'GET', url: PATH, headers: [] },
        environment,
        base: new URL(`https://${host}`),
        tokens: { getToken: async () => ({ value: TOKEN, account: 'adele@contoso.com' }) },
        client: cloudClient(t, server.port),
        journal: noJournal,
        clock: testClock(),
      });
      assert.ok(delivery.outcome.kind === 'not-sent' && delivery.outcome.code === 'certificate');
      assert.equal(server.got.length, 0);
    });
  }

  test('signs in with its own application and tenant, where the settings have one', () => {
    const perEnvironment = Object.fromEntries(
      REAL.map(({ id }) => [id, { clientId: ID, tenant: `${id}.example` }]),
    );
    for (const environment of REAL) {
      const settings = signInSettings(environment, { clientId: '', tenant: '', perEnvironment });
      assert.deepEqual(clientScopes(settings), [
        `VSCODE_CLIENT_ID:${ID}`,
        `VSCODE_TENANT:${environment.id}.example`,
      ]);
    }
  });
});
