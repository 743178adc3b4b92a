import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import type { Endpoint, EndpointPermissions, ResourceSchema } from '../../../src/core/catalog/schema.ts';
import {
  defaultScope,
  leastPermissions,
  scopesFor,
  touchedProperties,
} from '../../../src/core/permissions/scopes.ts';

function endpoint(permissions: Partial<EndpointPermissions>): Endpoint {
  return {
    method: 'PATCH',
    pagePath: '/things/{id}',
    workingPaths: ['/things/{id}'],
    pageVersions: ['v1.0'],
    workingVersions: ['v1.0'],
    statuses: { page: 200, service: 200 },
    permissions: { delegatedWork: [], delegatedPersonal: [], application: [], ...permissions },
    documentation: 'https://learn.microsoft.com/graph/api/thing-update',
    published: true,
  };
}

const AGENT = endpoint({
  delegatedWork: ['Agent.ReadWrite.All', 'Directory.ReadWrite.All'],
  application: ['Agent.ReadWrite.All'],
  narrower: [{ permission: 'Agent.EnableDisable.All', properties: ['accountEnabled'] }],
});

const SCHEMA: ResourceSchema = {
  $id: 'x',
  title: 'agent',
  properties: {
    accountEnabled: { type: 'boolean' },
    customSecurityAttributes: {
      type: 'object',
      'x-graph': { type: 'x', alsoRequires: 'CustomSecAttributeAssignment.ReadWrite.All' },
    },
  },
  definitions: {},
  'x-graph': { type: 'agent', endpoints: [AGENT] },
};

/** The permissions that a change of these properties needs. */
function needs(touched: readonly string[], permissions: readonly string[], of: Endpoint = AGENT): void {
  assert.deepEqual(leastPermissions(of, touched, SCHEMA).permissions, permissions);
}

suite('the least permissions', () => {
  test('are the first of the endpoint', () => {
    needs(['displayName'], ['Agent.ReadWrite.All']);
    needs(['displayName', 'accountEnabled'], ['Agent.ReadWrite.All']);
  });

  test('are narrower where every property allows it', () => {
    needs(['accountEnabled'], ['Agent.EnableDisable.All']);
    needs(['AccountEnabled'], ['Agent.EnableDisable.All']);
  });

  test('are not narrower for a body that touches nothing, or cannot be read', () => {
    needs([], ['Agent.ReadWrite.All']);
  });

  test('include what single properties need besides', () => {
    needs(
      ['customSecurityAttributes'],
      ['Agent.ReadWrite.All', 'CustomSecAttributeAssignment.ReadWrite.All'],
    );
    needs(
      ['CUSTOMSECURITYATTRIBUTES', 'accountEnabled'],
      ['Agent.ReadWrite.All', 'CustomSecAttributeAssignment.ReadWrite.All'],
    );
    assert.deepEqual(leastPermissions(AGENT, ['customSecurityAttributes']).permissions, [
      'Agent.ReadWrite.All',
    ]);
  });

  test('say who cannot sign in', () => {
    assert.match(leastPermissions(AGENT, ['a']).notes.join(), /Personal Microsoft accounts cannot/);
    assert.deepEqual(
      leastPermissions(endpoint({ delegatedWork: ['A'], delegatedPersonal: ['A'] }), ['a']).notes,
      [],
    );
    const application = leastPermissions(endpoint({ application: ['A'] }), ['a']);
    assert.deepEqual(application.permissions, []);
    assert.match(application.notes.join(), /Only applications/);
    assert.match(leastPermissions(endpoint({}), ['a']).notes.join(), /not known/);
  });

  test('serve personal accounts where only they are supported', () => {
    needs(['a'], ['Mail.ReadWrite'], endpoint({ delegatedPersonal: ['Mail.ReadWrite'] }));
  });
});

suite('scopes', () => {
  test('carry the host of the cloud', () => {
    assert.deepEqual(scopesFor(AGENT, ['accountEnabled'], SCHEMA, 'graph.microsoft.us'), [
      'https://graph.microsoft.us/Agent.EnableDisable.All',
    ]);
    assert.equal(defaultScope('graph.microsoft.com'), 'https://graph.microsoft.com/.default');
  });

  test('are known for every built-in endpoint', async () => {
    const schemas = await builtinSchemas();
    assert.equal(schemas.length, 5);
    for (const schema of schemas) {
      for (const each of schema['x-graph'].endpoints) {
        const scopes = scopesFor(each, ['displayName'], schema, 'graph.microsoft.com');
        assert.ok(scopes.length >= 1, each.pagePath);
        for (const scope of scopes) assert.match(scope, /^https:\/\/graph\.microsoft\.com\/[A-Z][\w.]+$/);
      }
    }
    const agent = schemas.find(({ title }) => /agentIdentity/i.test(title));
    const toggle = agent?.['x-graph'].endpoints[0];
    assert.ok(agent !== undefined && toggle !== undefined);
    assert.deepEqual(scopesFor(toggle, ['accountEnabled'], agent, 'graph.microsoft.com'), [
      'https://graph.microsoft.com/AgentIdentity.EnableDisable.All',
    ]);
    assert.ok(
      scopesFor(toggle, ['customSecurityAttributes'], agent, 'h').includes(
        'https://h/CustomSecAttributeAssignment.ReadWrite.All',
      ),
    );
  });
});

suite('the properties that a body touches', () => {
  test('are its own, without annotations', () => {
    const touched = (body: string | undefined, ...names: string[]) =>
      assert.deepEqual(touchedProperties(body), names);
    touched('{"displayName":"a","settings":{"inner":1}}', 'displayName', 'settings');
    touched(
      '{"@odata.type":"#x","owners@odata.bind":[],"size":1,"size@odata.type":"#Int32"}',
      'owners',
      'size',
    );
    touched('{}');
    touched('[{"a":1}]');
    touched('{"broken"');
    touched('');
    touched(undefined);
    touched('{"__proto__":{"a":1}}', '__proto__');
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (body) => Array.isArray(touchedProperties(body))),
      { numRuns: 200 },
    );
  });
});
