import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { Endpoint, EndpointPermissions, ResourceSchema } from '../../../src/core/catalog/schema.ts';
import { leastPermissions, touchedProperties } from '../../../src/core/permissions/scopes.ts';

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

  test('are those of the method, where it has its own', () => {
    const offered = endpoint({
      delegatedWork: ['A.ReadWrite.All', 'B.ReadWrite.All'],
      narrower: [{ permission: 'A.EnableDisable.All', properties: ['accountEnabled'] }],
      read: ['A.Read.All', 'A.ReadWrite.All'],
      delete: ['A.Delete.All'],
    });
    const least = (method: string, touched: readonly string[]) =>
      leastPermissions(offered, touched, SCHEMA, method).permissions;
    assert.deepEqual(least('GET', ['accountEnabled']), ['A.Read.All']);
    assert.deepEqual(least('GET', ['customSecurityAttributes']), [
      'A.Read.All',
      'CustomSecAttributeAssignment.Read.All',
    ]);
    assert.deepEqual(least('DELETE', ['customSecurityAttributes']), ['A.Delete.All']);
    assert.deepEqual(least('POST', ['accountEnabled']), ['A.ReadWrite.All']);
    assert.deepEqual(least('PUT', ['accountEnabled']), ['A.EnableDisable.All']);
  });

  test('come with those that would be enough as well', () => {
    const wider = (touched: readonly string[]) => leastPermissions(AGENT, touched, SCHEMA).wider;
    assert.deepEqual(wider(['displayName']), ['Directory.ReadWrite.All']);
    assert.deepEqual(wider(['accountEnabled']), ['Agent.ReadWrite.All', 'Directory.ReadWrite.All']);
    assert.deepEqual(leastPermissions(endpoint({}), ['a']).wider, []);
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
