import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { CLOUDS, GRAPH_HOSTS } from '../../../src/core/environments.ts';
import { readEnvironments } from '../../../src/core/send/ownEnvironments.ts';
import { isUrlOf } from '../../../src/core/send/target.ts';

const SERVICE = { id: 'test', baseUrl: 'https://graph.contoso.example' };

/** The one environment of the setting's value. */
function one(entry: unknown) {
  const { environments, problems } = readEnvironments([entry]);
  assert.deepEqual(problems, []);
  const [environment] = environments;
  assert.ok(environment);
  return environment;
}

/** The entry is left out, for this reason. */
function refuses(entry: unknown, why: RegExp): void {
  const { environments, problems } = readEnvironments([entry]);
  assert.deepEqual(environments, [], JSON.stringify(entry));
  assert.match(problems.join(), why);
}

suite('an environment of one’s own', () => {
  test('in a cloud has its host and its sign-in, and can be marked as production', () => {
    for (const cloud of CLOUDS) {
      const own = one({ id: 'contoso', label: ' Contoso ', cloud: cloud.id, production: true });
      assert.equal(own.label, 'Contoso');
      assert.equal(own.production, true);
      assert.ok(own.real);
      for (const member of ['host', 'login', 'authenticationProvider', 'sovereign'] as const) {
        assert.equal(own[member], cloud[member], member);
      }
    }
  });

  test('elsewhere has its own host, provider and scopes', () => {
    assert.deepEqual(one({ ...SERVICE, baseUrl: 'https://Graph.Contoso.example:8443/' }), {
      id: 'test',
      label: 'test',
      description: 'graph.contoso.example:8443, an environment of your own.',
      about: 'An environment of your own.',
      host: 'graph.contoso.example:8443',
      real: true,
      authenticationProvider: 'microsoft',
    });
    const other = { provider: 'contoso-sign-in', scopes: ['read'], login: 'Login.contoso.example' };
    const own = one({ ...SERVICE, ...other });
    assert.deepEqual(
      [own.authenticationProvider, own.scopes, own.login],
      ['contoso-sign-in', ['read'], 'login.contoso.example'],
    );
    assert.equal(one({ ...SERVICE, resource: 'api://contoso' }).resource, 'api://contoso');
  });

  test('is an environment, or it is left out and the others stay', () => {
    assert.deepEqual(readEnvironments(undefined), { environments: [], problems: [] });
    assert.match(readEnvironments({}).problems.join(), /a list/);
    const { environments, problems } = readEnvironments([7, SERVICE, SERVICE, { id: 'b', cloud: 'china' }]);
    assert.deepEqual(
      environments.map(({ id }) => id),
      ['test', 'b'],
    );
    assert.equal(problems.length, 2);
    assert.match(problems[0] ?? '', /number 1 is left out/);
    assert.match(problems[1] ?? '', /“test” is left out\. There is an environment with that id already/);
  });

  test('has an id of its own, and either a cloud or a place', () => {
    refuses({ ...SERVICE, id: 'global' }, /already/);
    refuses({ ...SERVICE, id: 'sandbox' }, /already/);
    refuses({ ...SERVICE, id: 'Test 1' }, /lower-case/);
    refuses({ ...SERVICE, id: '$shared' }, /lower-case/);
    refuses({ ...SERVICE, label: 'a\u202eb' }, /one line/);
    refuses({ ...SERVICE, label: ' ' }, /one line/);
    refuses({ ...SERVICE, production: 'yes' }, /true or false/);
    refuses({ ...SERVICE, cloud: 'global' }, /either/);
    refuses({ id: 'test' }, /either/);
    refuses({ id: 'test', cloud: 'mars' }, /one of global, us-gov/);
    refuses({ id: 'test', cloud: 'global', scopes: ['a'] }, /In a cloud/);
    refuses({ ...SERVICE, host: 'graph.microsoft.com' }, /no “host” in an environment/);
  });

  test('is reached over https, by a name that is not this computer’s or Microsoft Graph’s', () => {
    const at = (baseUrl: unknown) => ({ ...SERVICE, baseUrl });
    refuses(at('http://graph.contoso.example'), /https/);
    refuses(at('/v1.0'), /https/);
    refuses(at(7), /text/);
    refuses(at('https://graph.contoso.example/v1.0'), /host alone/);
    refuses(at('https://graph.contoso.example/?a'), /host alone/);
    refuses(at('https://user@graph.contoso.example'), /before the @/);
    refuses(at('https://gr\u0430ph.contoso.example'), /not written plainly/);
    for (const name of [
      'localhost',
      '127.0.0.1',
      '[::1]',
      '0',
      '0x7f.1',
      '2130706433',
      'a.localhost',
      '10.0.0.1',
    ]) {
      refuses(at(`https://${name}`), /by its name|plainly/);
    }
    for (const host of GRAPH_HOSTS) {
      refuses(at(`https://${host}`), /“cloud” in its place/);
      refuses(at(`https://${host.toUpperCase()}:8443`), /“cloud” in its place/);
      refuses(at(`https://evil.${host}`), /“cloud” in its place/);
    }
  });

  test('never gets a token of Microsoft Graph', () => {
    for (const scope of [
      'https://graph.microsoft.com/.default',
      'https://GRAPH.microsoft.us/User.Read',
      'api://00000003-0000-0000-c000-000000000000/.default',
      'https://dod-graph.microsoft.us',
      'User.Read',
      '.default',
      'VSCODE_CLIENT_ID:1',
    ]) {
      refuses({ ...SERVICE, scopes: [scope] }, /goes to Microsoft Graph only/);
      refuses({ ...SERVICE, resource: scope }, /goes to Microsoft Graph only/);
      refuses({ ...SERVICE, provider: 'microsoft-sovereign-cloud', scopes: [scope] }, /Microsoft Graph only/);
    }
    refuses({ ...SERVICE, scopes: [] }, /list of whole scope names/);
    refuses({ ...SERVICE, provider: 'graph-http-sandbox' }, /sandbox/);
    refuses({ ...SERVICE, provider: 'a b' }, /authentication provider/);
    refuses({ ...SERVICE, login: 'https://login' }, /host name/);
  });

  test('is what was read, whatever was written', () => {
    const entry = fc.record(
      {
        id: fc.constantFrom('a', 'b', 'global'),
        baseUrl: fc.oneof(
          fc.webUrl(),
          fc.domain().map((name) => `https://${name}`),
        ),
        label: fc.string(),
        scopes: fc.anything(),
        production: fc.anything(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.array(fc.oneof(entry, fc.anything()))), (value) => {
        for (const environment of readEnvironments(value).environments) {
          const url = new URL(`https://${environment.host}/v1.0/me`);
          assert.ok(isUrlOf(url, environment) && !GRAPH_HOSTS.includes(url.hostname));
        }
      }),
    );
  });
});
