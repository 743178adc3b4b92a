import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import type { Resource, ResourceMiss } from '../../../src/core/catalog/resource.ts';
import type { ResourceSchema } from '../../../src/core/catalog/schema.ts';

const schemas = await builtinSchemas();
const catalog = createCatalog(schemas);

function resolved(url: string): Resource {
  const [, version = '', path = ''] = /^\/([^/]*)(.*)$/s.exec(url) ?? [];
  const resolution = catalog.resolve(version, path);
  assert.ok(resolution.found, `${url} is not known`);
  return resolution.resource;
}

/** The URL means that type, in that form, with those keys. */
function means(url: string, type: string, form: 'page' | 'working', ...keys: string[]): void {
  const resource = resolved(url);
  const name = resource.schema['x-graph'].type;
  assert.deepEqual([name.slice(name.lastIndexOf('.') + 1), resource.form], [type, form], url);
  assert.deepEqual(
    resource.keys.map(({ value }) => value),
    keys,
    url,
  );
}

/** The URL means nothing; the answer has at least these parts. */
function misses(url: string, expected: Partial<ResourceMiss>): void {
  const [, version = '', path = ''] = /^\/([^/]*)(.*)$/s.exec(url) ?? [];
  const resolution = catalog.resolve(version, path);
  assert.ok(!resolution.found, `${url} is known`);
  assert.deepEqual({ ...resolution.miss, ...expected }, resolution.miss, url);
}

const members = '/v1.0/external/connections/{c}/groups/{g}/members';
const agents = '/beta/servicePrincipals';

/** Any UTF-16 code units, lone surrogates among them. */
const anyText = fc.string({
  unit: fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  maxLength: 40,
});

describe('the URLs of the pages', () => {
  it('mean their resource as the page prints them', () => {
    means(
      '/v1.0/connections/{connectionsId}/groups/{externalGroupId}/members/{identityId}',
      'identity',
      'working',
      '{connectionsId}',
      '{externalGroupId}',
      '{identityId}',
    );
    means('/beta/identity/apiConnectors/{id}', 'identityApiConnector', 'working', '{id}');
    means(
      '/beta/importedWindowsAutopilotDeviceIdentityUpload/deviceIdentities',
      'importedWindowsAutopilotDeviceIdentity',
      'page',
    );
    means('/beta/deviceManagement/importedDeviceIdentities', 'importedDeviceIdentity', 'page');
    means('/beta/riskyAgentIdentity/agentIdentity', 'agentIdentity', 'page');
  });
});

describe('working URLs', () => {
  it('mean the same resource', () => {
    means(`${members}/m`, 'identity', 'working', '{c}', '{g}', 'm');
    means('/v1.0/identity/apiConnectors/1', 'identityApiConnector', 'working', '1');
    for (const version of ['v1.0', 'beta']) {
      means(
        `/${version}/deviceManagement/importedWindowsAutopilotDeviceIdentities/1`,
        'importedWindowsAutopilotDeviceIdentity',
        'working',
        '1',
      );
    }
    means('/beta/deviceManagement/importedDeviceIdentities/1', 'importedDeviceIdentity', 'working', '1');
    means(`${agents}/1/microsoft.graph.agentIdentity`, 'agentIdentity', 'working', '1');
  });
  it('name their keys as the template does', () => {
    const { keys, template } = resolved('/v1.0/connections/a/groups/b/members/c');
    assert.equal(template, '/connections/{connectionsId}/groups/{externalGroupId}/members/{identityId}');
    assert.deepEqual(
      keys.map(({ name }) => name),
      ['connectionsId', 'externalGroupId', 'identityId'],
    );
  });
  it('are read without case, but for their keys', () => {
    means('/V1.0/Identity/APIconnectors/AbC', 'identityApiConnector', 'working', 'AbC');
    assert.equal(resolved('/BETA/identity/apiconnectors/1').version, 'beta');
  });
  it('may end with a slash and be percent-encoded', () => {
    means('/beta/identity/apiConnectors/a%20b/', 'identityApiConnector', 'working', 'a b');
    means('/beta/identity/%61piConnectors/a%2Fb', 'identityApiConnector', 'working', 'a/b');
  });
  it('take references and placeholders as keys', () => {
    means('/beta/identity/apiConnectors/{{id}}', 'identityApiConnector', 'working', '{{id}}');
    means(
      '/beta/identity/apiConnectors/{{a.response.body.$.x/y}}',
      'identityApiConnector',
      'working',
      '{{a.response.body.$.x/y}}',
    );
  });
});

describe('keys', () => {
  it('may stand in parentheses', () => {
    means(`${members}('m''1')`, 'identity', 'working', '{c}', '{g}', "m'1");
    means("/v1.0/external/connections('c')/groups('g')/members('m')", 'identity', 'working', 'c', 'g', 'm');
    means("/beta/deviceManagement/importedDeviceIdentities('1')", 'importedDeviceIdentity', 'working', '1');
    means(`${agents}({id})/microsoft.graph.agentIdentity`, 'agentIdentity', 'working', '{id}');
  });
  it('may be alternate keys, which keep their own name', () => {
    means(`${agents}(appId='a1')/microsoft.graph.agentIdentity`, 'agentIdentity', 'working', 'a1');
    assert.deepEqual(resolved(`${agents}(appId='a1')/graph.agentIdentity`).keys, [
      { name: 'appId', value: 'a1' },
    ]);
    assert.deepEqual(resolved(`${members}(id='m')`).keys.at(-1), { name: 'identityId', value: 'm' });
  });
  it('may look like anything', () => {
    means(
      '/beta/identity/apiConnectors/importedDeviceIdentities',
      'identityApiConnector',
      'working',
      'importedDeviceIdentities',
    );
    means("/beta/identity/apiConnectors/f('x')", 'identityApiConnector', 'working', "f('x')");
    means('/beta/identity/apiConnectors/%20', 'identityApiConnector', 'working', ' ');
  });
  it('are not empty', () => {
    misses('/beta/identity/apiConnectors//', { segment: 2 });
    misses('/beta/identity/apiConnectors()', { segment: 1 });
  });
});

describe('casts to the type of the resource', () => {
  const template = '/servicePrincipals/{id}/microsoft.graph.agentIdentity';

  it('stand behind the key or before it, with either name of the namespace', () => {
    for (const cast of [
      'microsoft.graph.agentIdentity',
      'graph.agentIdentity',
      'Microsoft.Graph.AgentIdentity',
    ]) {
      for (const path of [`/1/${cast}`, `/${cast}/1`, `('1')/${cast}`, `/${cast}('1')`]) {
        means(agents + path, 'agentIdentity', 'working', '1');
        assert.equal(resolved(agents + path).template, template);
      }
    }
  });
  it('are needed where the template has one', () => {
    misses(`${agents}/1`, { nearest: template, segment: 2, expected: ['microsoft.graph.agentIdentity'] });
    misses(`${agents}/1/microsoft.graph.agentIdentityBlueprint`, { nearest: template, segment: 2 });
  });
  it('change nothing elsewhere', () => {
    means(
      '/beta/identity/apiConnectors/1/microsoft.graph.identityApiConnector',
      'identityApiConnector',
      'working',
      '1',
    );
    means(
      `${members}/m/microsoft.graph.externalConnectors.identity`,
      'identity',
      'working',
      '{c}',
      '{g}',
      'm',
    );
    misses(`${members}/m/graph.identity`, { segment: 7 });
  });
});

describe('versions', () => {
  it('are those of the path', () => {
    misses('/v1.0/deviceManagement/importedDeviceIdentities', { versions: ['beta'] });
    misses('/v1.0/deviceManagement/importedDeviceIdentities/1', { versions: ['beta'] });
    misses('/v1.0/riskyAgentIdentity/agentIdentity', { versions: ['beta'] });
    misses('/beta/external/connections/a/groups/b/members/c', { versions: ['v1.0'] });
  });
  it('are the known ones', () => {
    misses('/v2.0/identity/apiConnectors/1', { versions: ['v1.0', 'beta'], expected: [] });
    misses('//identity/apiConnectors/1', { versions: ['v1.0', 'beta'] });
  });
});

describe('a miss', () => {
  it('names the segment that fits nothing, and what would fit', () => {
    misses('/beta/identity/apiConnector/1', { segment: 1, expected: ['apiConnectors'] });
    misses('/beta/identity/apiConnectors', { segment: 2, expected: ['{identityApiConnectorId}'] });
    misses('/v1.0/connections/a/groups/b/member/c', { segment: 4, expected: ['members'] });
    misses('/beta/deviceManagement/devices', {
      segment: 1,
      expected: ['importedWindowsAutopilotDeviceIdentities', 'importedDeviceIdentities'],
    });
    misses('/beta/identity/apiConnectors/1/2', { segment: 3, expected: [] });
  });
  it('names the nearest template', () => {
    const nearest = (url: string, template: string) => misses(url, { nearest: template });
    nearest('/beta/identity/apiConnector/1', '/identity/apiConnectors/{identityApiConnectorId}');
    nearest('/beta/identity/apiConnectors', '/identity/apiConnectors/{identityApiConnectorId}');
    nearest('/beta/apiConnectors/1', '/identity/apiConnectors/{identityApiConnectorId}');
    nearest(
      '/v1.0/connection/a/group/b/member/c',
      '/connections/{connectionsId}/groups/{externalGroupId}/members/{identityId}',
    );
    nearest(
      '/beta/deviceManagement/importedDeviceIdentites/1',
      '/deviceManagement/importedDeviceIdentities/{importedDeviceIdentityId}',
    );
    nearest('/beta/riskyAgentIdentities/agentIdentity', '/riskyAgentIdentity/agentIdentity');
  });
  it('names none where nothing is near', () => {
    for (const url of [
      '/beta/me',
      '/beta/users/1',
      '/beta/',
      '/beta',
      '/beta/a/b/c/d/e/f',
      `/beta${'/a'.repeat(500)}`,
    ]) {
      misses(url, {});
      const resolution = catalog.resolve('beta', url.slice(5));
      assert.ok(!resolution.found && resolution.miss.nearest === undefined, url);
    }
  });
});

describe('resolve', () => {
  const segment = fc.oneof(
    anyText,
    fc.constantFrom(
      'identity',
      'apiConnectors',
      'connections',
      'external',
      'groups',
      'members',
      'servicePrincipals',
    ),
    fc.constantFrom(
      'microsoft.graph.agentIdentity',
      "x('y')",
      '{id}',
      '{{',
      '}}',
      '%',
      "members('",
      '',
      '__proto__',
    ),
  );
  const path = fc.array(segment, { maxLength: 10 }).map((segments) => `/${segments.join('/')}`);
  const version = fc.oneof(fc.constantFrom('v1.0', 'beta'), fc.string());

  it('never throws, and always says what it means by a miss', () => {
    fc.assert(
      fc.property(version, fc.oneof(path, anyText), (anyVersion, anyPath) => {
        const resolution = catalog.resolve(anyVersion, anyPath);
        if (resolution.found) return;
        const { segment: failing, expected, versions } = resolution.miss;
        assert.ok(Number.isInteger(failing) && failing >= 0 && failing <= anyPath.split('/').length);
        assert.ok(Array.isArray(expected) && (versions === undefined || versions.length > 0));
      }),
      { numRuns: 500 },
    );
  });
  it('finds every working path again, whatever the keys are', () => {
    const key = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
      .filter((text) => !/[{}]/.test(text));
    fc.assert(
      fc.property(key, fc.constantFrom(...schemas), (text, schema) => {
        for (const { workingPaths, workingVersions } of schema['x-graph'].endpoints) {
          for (const template of workingPaths) {
            const encoded = template.replace(/\{\w+\}/g, () => encodeURIComponent(text));
            const resolution = catalog.resolve(workingVersions[0] ?? '', encoded);
            assert.ok(resolution.found && resolution.resource.schema === schema, encoded);
            assert.ok(
              resolution.resource.keys.every(({ value }) => value === text),
              encoded,
            );
          }
        }
      }),
      { numRuns: 200 },
    );
  });
  it('takes the earlier of two schemas with the same path', () => {
    const [first] = schemas;
    assert.ok(first);
    const twin = { ...first, $id: 'https://graph-http.dev/schemas/twin.json' };
    const resolution = createCatalog([twin, first]).resolve('v1.0', '/connections/a/groups/b/members/c');
    assert.ok(resolution.found && resolution.resource.schema === twin);
  });
  it('prefers a working path to the path of another page', () => {
    const [first] = schemas;
    assert.ok(first);
    const endpoint = { ...first['x-graph'].endpoints[0], pagePath: '/p/{a}', workingPaths: ['/w/{a}'] };
    const other = { ...endpoint, pagePath: '/w/{b}', workingPaths: ['/o/{b}'] };
    const [earlier, later] = [other, endpoint].map(
      (each) => ({ ...first, 'x-graph': { ...first['x-graph'], endpoints: [each] } }) as ResourceSchema,
    );
    assert.ok(earlier && later);
    const resolution = createCatalog([earlier, later]).resolve('v1.0', '/w/1');
    assert.ok(resolution.found && resolution.resource.schema === later);
    assert.deepEqual(resolution.resource.keys, [{ name: 'a', value: '1' }]);
  });
  it('knows nothing in an empty catalog', () => {
    assert.deepEqual(createCatalog([]).resolve('v1.0', '/a'), {
      found: false,
      miss: { segment: 0, expected: [] },
    });
  });
  it('gives back its schemas', () => assert.equal(catalog.schemas(), schemas));
});

describe('steps', () => {
  const texts = (version: string, path: string) => catalog.steps(version, path).map(({ text }) => text);

  it('names what may follow, segment by segment', () => {
    assert.ok(texts('v1.0', '').includes('identity'));
    assert.deepEqual(texts('v1.0', '/identity'), ['apiConnectors']);
    assert.deepEqual(texts('v1.0', '/identity/apiConnectors'), ['{identityApiConnectorId}']);
    assert.deepEqual(texts('v1.0', '/servicePrincipals/42'), ['microsoft.graph.agentIdentity']);
    assert.deepEqual(texts('v1.0', '/nothing'), []);
  });

  it('knows the versions', () => {
    assert.ok(!texts('v1.0', '/deviceManagement').includes('importedDeviceIdentities'));
    assert.ok(texts('beta', '/deviceManagement').includes('importedDeviceIdentities'));
    assert.deepEqual(texts('v9', ''), []);
  });

  it('says what a name leads to', () => {
    const step = catalog.steps('v1.0', '').find(({ text }) => text === 'identity');
    assert.equal(step?.description, 'Leads to updates of identityApiConnector.');
    assert.equal(step?.update, undefined);
  });

  it('says where an update ends and what it changes', () => {
    const [step] = catalog.steps('v1.0', '/identity/apiConnectors');
    assert.equal(step?.kind, 'key');
    assert.equal(step?.type, 'microsoft.graph.identityApiConnector');
    assert.equal(step?.update?.endpoint.method, 'PATCH');
    assert.equal(step?.continues, false);
  });
});
