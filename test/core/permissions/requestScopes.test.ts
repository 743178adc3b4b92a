import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import type { Resource } from '../../../src/core/catalog/resource.ts';
import { CLOUDS, GLOBAL, SANDBOX } from '../../../src/core/environments.ts';
import {
  leastFor,
  permissionKey,
  permissionOfScope,
  requestPermissions,
  requestScopes,
} from '../../../src/core/permissions/requestScopes.ts';

const catalog = createCatalog(await builtinSchemas());

function resource(path: string): Resource {
  const found = catalog.resolve('v1.0', path);
  assert.ok(found.found, path);
  return found.resource;
}

const AGENT = resource('/servicePrincipals/1/microsoft.graph.agentIdentity');
const toggle = { method: 'PATCH', url: '/v1.0/x', body: '{"accountEnabled":false}' };
const rename = { method: 'PATCH', url: '/v1.0/x', body: '{"displayName":"Adele"}' };

suite('the scopes of a request', () => {
  test('are the least for URL, method and properties, named after the cloud', () => {
    for (const cloud of CLOUDS) {
      const of = (request: Parameters<typeof requestScopes>[2]) => requestScopes(cloud, AGENT, request);
      const named = (name: string) => [`https://${cloud.host}/${name}`];
      assert.deepEqual(of(toggle), named('AgentIdentity.EnableDisable.All'));
      assert.deepEqual(of(rename), named('AgentIdentity.ReadWrite.All'));
      assert.deepEqual(of({ method: 'GET', url: '/v1.0/x' }), named('AgentIdentity.Read.All'));
      assert.deepEqual(of({ method: 'POST', url: '/v1.0/x', body: '{}' }), named('AgentIdentity.Create.All'));
      assert.deepEqual(of({ method: 'DELETE', url: '/v1.0/x' }), named('AgentIdentity.DeleteRestore.All'));
      assert.deepEqual(requestScopes(cloud, undefined, toggle), named('.default'));
    }
  });

  test('for the sandbox are those of the cloud that it stands in for', () => {
    assert.deepEqual(requestScopes(SANDBOX, AGENT, toggle), requestScopes(GLOBAL, AGENT, toggle));
  });

  test('follow what the person chose, and keep what single properties need besides', () => {
    const chosen = requestScopes(GLOBAL, AGENT, toggle, 'Directory.ReadWrite.All');
    assert.deepEqual(chosen.map(permissionOfScope), ['Directory.ReadWrite.All']);
    const attributes = { ...rename, body: '{"customSecurityAttributes":{}}' };
    assert.deepEqual(requestPermissions(AGENT, attributes, 'Directory.ReadWrite.All'), [
      'Directory.ReadWrite.All',
      'CustomSecAttributeAssignment.ReadWrite.All',
    ]);
    assert.deepEqual(requestPermissions(undefined, rename, 'User.ReadWrite.All'), ['User.ReadWrite.All']);
    assert.deepEqual(requestPermissions(undefined, rename), []);
  });

  test('read what $select asks for', () => {
    const url = '/v1.0/x?$filter=a&$select=displayName,customSecurityAttributes/Set';
    assert.deepEqual(requestPermissions(AGENT, { method: 'GET', url }), [
      'AgentIdentity.Read.All',
      'CustomSecAttributeAssignment.Read.All',
    ]);
    assert.deepEqual(requestPermissions(AGENT, { method: 'GET', url: '/v1.0/x?$top=1' }), [
      'AgentIdentity.Read.All',
    ]);
  });

  test('of an environment of one’s own are its own', () => {
    const own = { ...GLOBAL, id: 'own', scopes: ['api://app/.default'] };
    assert.deepEqual(requestScopes(own, AGENT, toggle, 'User.Read'), ['api://app/.default']);
    const resourceOnly = { ...GLOBAL, id: 'own', resource: 'api://app/' };
    assert.deepEqual(requestScopes(resourceOnly, AGENT, toggle), [
      'api://app/AgentIdentity.EnableDisable.All',
    ]);
  });

  test('are known for every built-in endpoint', () => {
    for (const schema of catalog.schemas()) {
      for (const endpoint of schema['x-graph'].endpoints) {
        const one: Resource = { ...AGENT, schema, endpoint };
        for (const method of ['GET', 'POST', 'PATCH', 'DELETE']) {
          const { permissions } = leastFor(one, { method, url: '/x', body: '{"displayName":""}' });
          assert.equal(permissions.length, 1, `${method} ${endpoint.pagePath}`);
        }
      }
    }
  });
});

suite('what a chosen permission is remembered by', () => {
  test('is the endpoint, whatever the ids; without one, the path', () => {
    assert.equal(permissionKey(AGENT, toggle), 'PATCH /riskyAgentIdentity/agentIdentity');
    assert.equal(permissionKey(undefined, { method: 'GET', url: '/v1.0/me?$top=1#x' }), 'GET /v1.0/me');
  });
});
