import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  CLOUDS,
  cloudOfHost,
  createEnvironments,
  GLOBAL,
  GRAPH_HOSTS,
  SANDBOX,
} from '../../src/core/environments.ts';

suite('environments', () => {
  test('are the sandbox, every cloud, and one’s own', () => {
    const own = { ...GLOBAL, id: 'contoso', label: 'Contoso' };
    const { all, byId, ofHost } = createEnvironments([own]);
    assert.deepEqual(
      all.map(({ id }) => id),
      ['sandbox', 'global', 'us-gov', 'us-dod', 'china', 'bleu', 'delos', 'gov-sg', 'contoso'],
    );
    assert.equal(byId('contoso'), own);
    assert.equal(byId('sandbox'), SANDBOX);
    assert.equal(byId('nowhere'), undefined);
    assert.equal(ofHost('graph.microsoft.com'), GLOBAL);
    assert.equal(ofHost('evil.example'), undefined);
  });

  test('of a cloud know their host, their sign-in and which provider signs in', () => {
    const rows = CLOUDS.map(({ host, login, authenticationProvider, sovereign }) =>
      [host, login, authenticationProvider, sovereign ?? ''].join(' ').trim(),
    );
    assert.deepEqual(rows, [
      'graph.microsoft.com login.microsoftonline.com microsoft',
      'graph.microsoft.us login.microsoftonline.us microsoft-sovereign-cloud USGovernment',
      'dod-graph.microsoft.us login.microsoftonline.us microsoft-sovereign-cloud USGovernment',
      'microsoftgraph.chinacloudapi.cn login.chinacloudapi.cn microsoft-sovereign-cloud ChinaCloud',
      'graph.svc.sovcloud.fr login.sovcloud-identity.fr microsoft-sovereign-cloud custom',
      'graph.svc.sovcloud.de login.sovcloud-identity.de microsoft-sovereign-cloud custom',
      'graph.svc.sovcloud.sg login.sovcloud-identity.sg microsoft-sovereign-cloud custom',
    ]);
    assert.deepEqual(GRAPH_HOSTS.length, new Set(GRAPH_HOSTS).size);
    for (const cloud of CLOUDS) assert.equal(cloudOfHost(cloud.host), cloud);
    assert.ok(CLOUDS.every(({ real }) => real));
  });
});
