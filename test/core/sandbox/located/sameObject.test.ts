import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createCatalog } from '../../../../src/core/catalog/catalog.ts';
import { loadCatalog } from '../../../../src/core/catalog/load.ts';
import { metadataCatalog } from '../../../../src/core/catalog/metadata/catalog.ts';
import { overlayCatalogs } from '../../../../src/core/catalog/overlay.ts';
import { compiled } from '../../catalog/metadata/fleet.ts';
import { startTestSandbox, type TestSandbox, WORKING_AGENT } from '../client.ts';
import { directoryCatalog } from './directory.ts';

describe('an object at several URLs', () => {
  let sandbox: TestSandbox;
  before(async () => {
    sandbox = await startTestSandbox({ catalog: () => directoryCatalog() });
  });
  after(() => sandbox.sandbox.close());
  beforeEach(() => sandbox.accepts('POST /_sandbox/reset'));

  const read = async (path: string) => (await sandbox.accepts(`GET /v1.0${path}`)).json;

  it('is one: whoever is signed in, by the singleton, the id and the sign-in name', async () => {
    const { id, userPrincipalName } = await read('/me');
    assert.match(String(userPrincipalName), /@/);
    assert.deepEqual(await read(`/users/${id}`), await read('/me'));
    await sandbox.accepts('PATCH /v1.0/me', { body: { city: 'Oslo' } });
    assert.equal((await read(`/users/${id}`)).city, 'Oslo');
    assert.equal((await read(`/users/${String(userPrincipalName).toUpperCase()}`)).city, 'Oslo');
    await sandbox.accepts(`PATCH /v1.0/users/${userPrincipalName}`, { body: { city: 'Bergen' } });
    assert.equal((await read('/me')).city, 'Bergen');
    await sandbox.accepts('PATCH /v1.0/me/notes/n', { body: { text: 'mine' } });
    assert.equal((await read(`/users/${id}/notes/n`)).text, 'mine');
    await sandbox.accepts(`DELETE /v1.0/users/${id}`);
    await sandbox.refuses('GET /v1.0/me', {}, 404, /does not exist/);
  });

  it('is one: by its key and by an alternate one, also where it was only read', async () => {
    const { id, appId } = await read('/apps/any-id');
    const other = await read(`/apps(appId='${appId}')`);
    assert.equal(other.id, id);
    await sandbox.accepts(`PATCH /v1.0/apps(appId='${appId}')`, { body: { name: 'Payroll' } });
    assert.equal((await read('/apps/any-id')).name, 'Payroll');
    await sandbox.accepts('PATCH /v1.0/apps/any-id', { body: { appId: 'another' } });
    assert.equal((await read("/apps(appId='another')")).id, 'any-id');
    assert.notEqual((await read(`/apps(appId='${appId}')`)).id, 'any-id', 'nobody has the former one now');
    const { id: user, userPrincipalName } = await read('/users/some-user');
    assert.equal((await read(`/users/${userPrincipalName}`)).id, user);
  });

  it('is one: in its own set and in that of its base type', async () => {
    await sandbox.accepts('PATCH /v1.0/users/u', { body: { city: 'Oslo' } });
    assert.equal((await read('/entries/u/t.user')).city, 'Oslo');
    assert.equal((await read('/entries/u'))['@odata.type'], '#t.user');
    await sandbox.accepts('PATCH /v1.0/entries/u/t.user', { body: { city: 'Rome' } });
    await sandbox.accepts('PATCH /v1.0/entries/v/t.user', { body: { city: 'Bergen' } });
    assert.deepEqual([(await read('/users/u')).city, (await read('/users/v')).city], ['Rome', 'Bergen']);
    const [first] = (await read('/groups')).value as { id: string }[];
    assert.equal((await read(`/entries/${first?.id}`))['@odata.type'], '#t.group');
    await sandbox.refuses(`GET /v1.0/entries/${first?.id}/t.user`, {}, 404, /does not exist/);
  });
});

describe('an object that a written schema describes', () => {
  const csdl = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="microsoft.graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="servicePrincipal"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/><Property Name="displayName" Type="Edm.String"/>
        <NavigationProperty Name="owners" Type="Collection(microsoft.graph.servicePrincipal)"/></EntityType>
      <EntityType Name="agentIdentity" BaseType="microsoft.graph.servicePrincipal"/>
      <EntityContainer Name="c"><EntitySet Name="servicePrincipals" EntityType="microsoft.graph.servicePrincipal"/></EntityContainer>
    </Schema></edmx:DataServices></edmx:Edmx>`;
  const [, id = ''] = /servicePrincipals\/([\w-]+)/.exec(WORKING_AGENT) ?? [];
  let sandbox: TestSandbox;
  before(async () => {
    const builtin = await loadCatalog();
    const metadata = metadataCatalog({ version: 'v1.0', file: compiled(csdl) });
    sandbox = await startTestSandbox({
      catalog: () => overlayCatalogs([builtin, metadata, createCatalog([])]),
    });
  });
  after(() => sandbox.sandbox.close());
  beforeEach(() => sandbox.accepts('POST /_sandbox/reset'));

  it('is the same where only the metadata leads to it', async () => {
    await sandbox.accepts(`PATCH ${WORKING_AGENT}`, { body: { displayName: 'Agent' } });
    const { json } = await sandbox.accepts(`GET /v1.0/servicePrincipals/${id}`);
    assert.deepEqual([json.displayName, json['@odata.type']], ['Agent', '#microsoft.graph.agentIdentity']);
    await sandbox.accepts(`PATCH /v1.0/servicePrincipals/${id}`, { body: { displayName: 'Changed' } });
    assert.equal((await sandbox.accepts(`GET ${WORKING_AGENT}`)).json.displayName, 'Changed');
    assert.equal((await sandbox.accepts(`GET ${WORKING_AGENT}/displayName`)).json.value, 'Changed');
    const { json: all } = await sandbox.accepts('GET /v1.0/servicePrincipals');
    assert.equal((all.value as { id: string }[]).filter((each) => each.id === id).length, 1);
    await sandbox.accepts(`DELETE ${WORKING_AGENT}`);
    await sandbox.refuses(`GET /v1.0/servicePrincipals/${id}`, {}, 404, /does not exist/);
  });

  it('has the same links', async () => {
    const owner = { '@odata.id': 'https://graph.microsoft.com/v1.0/servicePrincipals/owner' };
    await sandbox.accepts(`POST ${WORKING_AGENT}/owners/$ref`, { body: owner });
    const { json } = await sandbox.accepts(`GET /v1.0/servicePrincipals/${id}/owners`);
    assert.ok((json.value as { id: string }[]).some((each) => each.id === 'owner'));
    await sandbox.accepts(`DELETE ${WORKING_AGENT}/owners/owner/$ref`);
    await sandbox.refuses(`GET ${WORKING_AGENT}/owners/owner`, {}, 404, /does not exist/);
  });
});
